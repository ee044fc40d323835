import { nearest } from '../../base/nearest.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { changeTo } from '../findings.ts';
import { defineRule, type Finding } from '../rule.ts';

export const rule = defineRule({
  id: 'capability-unknown',
  summary: 'a capability is misspelt, or begins with CAP_, which container runtimes add themselves',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['capabilities'],
  *check({ manifest, platform }) {
    const { containers, initContainers } = statefulSetFacts(manifest);
    for (const container of [...initContainers, ...containers]) {
      const capabilities = container.at('securityContext', 'capabilities');
      for (const list of ['add', 'drop'] as const) {
        for (const item of capabilities.field(list).items()) {
          const finding = judge(item, effects[list], platform);
          if (finding) yield finding;
        }
      }
    }
  },
});

const effects = { add: 'is not given', drop: 'is not taken away' } as const;

function judge(item: FieldView, effect: string, platform: string | undefined): Finding | undefined {
  const written = item.string();
  if (written === undefined) return undefined;
  // Runtimes write the name in capitals.
  const name = written.toUpperCase();
  if (names.has(name)) return undefined;
  const bare = name.startsWith('CAP_') ? name.slice(4) : undefined;
  if (bare !== undefined && names.has(bare)) {
    // CRI-O takes both spellings.
    if (platform?.startsWith('openshift')) return undefined;
    return {
      at: item,
      message: `"${written}" is CAP_${name} to containerd, which adds CAP_ itself, and ${effect}; write ${bare}`,
      fixes: () => [changeTo(item, bare)],
    };
  }
  const meant = nearest(bare ?? name, names);
  if (meant === undefined) return undefined;
  return {
    at: item,
    message: `Linux has no capability "${written}", so it ${effect}; did you mean ${meant}?`,
    fixes: () => [changeTo(item, meant)],
  };
}

/** Linux 6: `include/uapi/linux/capability.h`, without `CAP_`; and the word for all of them. */
const names: ReadonlySet<string> = new Set(
  `ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH
  FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE
  NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE
  SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM`.split(/\s+/),
);
