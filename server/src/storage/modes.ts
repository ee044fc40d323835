import { bug } from '../base/bug.ts';
import { own } from '../base/own.ts';
import type { ModeTable, StatedMode, StatedModes } from './model.ts';
import { type AccessMode, accessModeAbbreviations, accessModes, type Condition, type ParameterTest } from './model.ts';

/**
 * Reads how a table writes access modes: `F: RWO RWOP ROX[dataSource]; B: none`.
 * F is for volumes with a file system, B for raw devices. A mode that is left out is refused, unless `...` ends the
 * list; then nothing is known about it. `[condition]` names one of `conditions`; `?` marks an unverified mode. A volume
 * mode that is not mentioned is not known. The empty text knows nothing.
 */
export function parseModes(text: string): ModeTable {
  const table: { Filesystem: StatedModes | undefined; Block: StatedModes | undefined } = {
    Filesystem: undefined,
    Block: undefined,
  };
  if (text === '') return table;
  for (const part of text.split(';')) {
    const trimmed = part.trim();
    const volumeMode = trimmed.startsWith('F:') ? 'Filesystem' : trimmed.startsWith('B:') ? 'Block' : undefined;
    if (!volumeMode) bug(`storage table: access modes "${text}"`);
    else table[volumeMode] = parseStated(trimmed.slice(2));
  }
  return table;
}

/** Reads a test such as `type=io2`, `type=gp3,-` (`-`: not set) or `maxShares>=2`. */
export function parseTest(text: string): ParameterTest {
  const atLeast = text.split('>=');
  if (atLeast.length === 2) return { parameter: atLeast[0]!, atLeast: Number(atLeast[1]) };
  const [parameter, values, ...rest] = text.split('=');
  if (!parameter || values === undefined || rest.length > 0) bug(`storage table: parameter test "${text}"`);
  return {
    parameter: parameter ?? '',
    values: (values ?? '').split(',').map((value) => (value === '-' ? '' : value.toLowerCase())),
  };
}

/** What an access mode can depend on, by the names that the tables use. The text follows "only". */
export const conditions: Readonly<Record<string, Condition>> = {
  dataSource: { text: 'for volumes made from a snapshot, a clone or by hand', decidedBy: 'dataSource' },
  handMade: { text: 'for volumes made by hand', decidedBy: 'installation' },
  io2: { text: 'with class parameter type: io2', decidedBy: parseTest('type=io2') },
  maxShares: { text: 'with class parameter maxShares of 2 or more', decidedBy: parseTest('maxShares>=2') },
  multiAttach: {
    text: 'with class parameter multiAttach: "true"',
    decidedBy: parseTest('multiAttach=true,enabled,yes,1'),
  },
  vfs: { text: 'with class parameter storage_type: vfs', decidedBy: parseTest('storage_type=vfs') },
  migratable: { text: 'with class parameter migratable: "true"', decidedBy: parseTest('migratable=true') },
  rwxBlock: {
    text: 'with class parameter rwxBlock, OpenEBS 4.5 or newer, as an experiment',
    decidedBy: parseTest('rwxBlock=true'),
  },
  multiattachType: { text: 'on a multiattach volume type', decidedBy: 'installation' },
  vsanFile: { text: 'through the vSAN file service', decidedBy: 'installation' },
  nfsExporter: { text: 'where its NFS exporter is installed (1.10 or newer)', decidedBy: 'installation' },
  drbd: { text: 'with a DRBD layer, since 1.11 by default for KubeVirt alone', decidedBy: 'installation' },
  sharedPath: { text: 'where the provisioner is set up with a shared file system', decidedBy: 'installation' },
  fileBackend: { text: 'on file (NAS) backends', decidedBy: 'installation' },
  blockBackend: { text: 'on block (SAN) backends', decidedBy: 'installation' },
  fileProtocol: { text: 'where it serves files (NFS, SMB)', decidedBy: 'installation' },
  blockProtocol: { text: 'where it serves devices (iSCSI, NVMe)', decidedBy: 'installation' },
};

const byAbbreviation = new Map(accessModes.map((mode) => [accessModeAbbreviations[mode], mode]));

function parseStated(text: string): StatedModes {
  const words = text.trim().split(' ');
  const modes = new Map<AccessMode, StatedMode>();
  let isClosed = true;
  for (const word of words) {
    if (word === '...') isClosed = false;
    else if (word !== 'none') readMode(word, modes);
  }
  return { modes, isClosed };
}

function readMode(word: string, modes: Map<AccessMode, StatedMode>): void {
  const isUnverified = word.endsWith('?');
  const [abbreviation, name] = (isUnverified ? word.slice(0, -1) : word).replace(']', '').split('[');
  const mode = byAbbreviation.get(abbreviation ?? '');
  const condition = name === undefined ? undefined : own(conditions, name);
  if (!mode || (name !== undefined && !condition)) bug(`storage table: access mode "${word}"`);
  else modes.set(mode, condition ? { condition, isUnverified } : { isUnverified });
}
