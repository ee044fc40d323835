import { memoize } from '../base/memoize.ts';
import { statefulSetFacts } from '../facts/statefulSet.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import { type DataSetting, type ImageFacts, imageFacts } from '../storage/imageFacts.ts';
import { mayBeTemplate } from '../yaml/template.ts';
import { claimsOf, volumeUses, type WrittenClaim } from './claims.ts';
import type { RuleContext } from './rule.ts';
import { hasPatches } from './workloads.ts';

/** A container of a known image, and where it keeps its data as this manifest runs it. */
export interface ContainerData {
  readonly container: FieldView;
  readonly facts: ImageFacts;
  /** Absolute paths: those of the image, or the one that a variable or a flag names. */
  readonly directories: readonly string[];
  /** Whether `directories` are the image's own. */
  readonly isDefault: boolean;
  /** Whether a flag names the directory: what scripts of the image fill by a variable lies elsewhere. */
  readonly isByFlag: boolean;
  readonly mounts: readonly Mount[];
}

/** A volume that a container mounts as a directory. */
export interface Mount {
  readonly view: FieldView;
  /** From the root, without a slash at the end. */
  readonly path: string;
  readonly name: string;
  /** Where its content lives; `claim` for templates and claims by name, `other` for what is not known. */
  readonly kind: 'claim' | 'emptyDir' | 'hostPath' | 'configuration' | 'other';
  /** The claim template behind it. */
  readonly template: WrittenClaim | undefined;
}

/**
 * The containers whose data directories are known for sure. Left out are those that may keep their data elsewhere: their
 * own command, variables from elsewhere, a mounted configuration, a mount whose path a tool fills in.
 */
export const containersWithData = memoize((context: RuleContext): readonly ContainerData[] =>
  statefulSetFacts(context.manifest).containers.flatMap((container) => {
    const facts = container.ask('image', imageFacts);
    if (!facts || facts.confidence === 'unverified' || facts.keeps === 'nothing' || isFilledIn(container)) return [];
    const mounts = mountsOf(container, context);
    const moved = movedTo({ container, facts, mounts, context });
    // Of some images nothing but a setting tells the directory.
    if (moved === 'unknown' || (moved.path === undefined && facts.keeps === 'configured')) return [];
    const { path, isByFlag } = moved;
    const directories = path === undefined ? facts.dataDirs : [path];
    return [{ container, facts, directories, isDefault: path === undefined, isByFlag, mounts }];
  }),
);

function isFilledIn(container: FieldView): boolean {
  const paths = volumeUses(container).map(({ mount }) => mount.field('mountPath').string());
  return paths.some((path) => path !== undefined && mayBeTemplate(path));
}

/** What a container mounts, by path and by what is behind it. */
export function mountsOf(container: FieldView, context: RuleContext): readonly Mount[] {
  return mountsIn(context)(container);
}

const mountsIn = memoize((context: RuleContext) => memoize((container: FieldView) => readMounts(container, context)));

function readMounts(container: FieldView, context: RuleContext): readonly Mount[] {
  const { claims, volumes } = namedIn(context);
  return volumeUses(container).flatMap(({ name: view, mount, isDevice }) => {
    const name = view.string() ?? '';
    const path = mount.field('mountPath').string();
    if (isDevice || !isPath(path)) return [];
    const template = claims.get(name);
    const volume = volumes.get(name);
    const kind = template ? 'claim' : volume ? kindOf(volume) : 'other';
    return [{ view: mount, path: tidy(path), name, kind, template } as const];
  });
}

/** The claim templates and volumes of a set by name; of volumes of one name the first. A set may have thousands. */
const namedIn = memoize((context: RuleContext) => {
  const { volumes } = statefulSetFacts(context.manifest);
  return {
    claims: new Map(claimsOf(context).map((claim) => [claim.name, claim])),
    volumes: new Map(volumes.toReversed().map((volume) => [volume.field('name').string() ?? '', volume])),
  };
});

/** Names of the volumes that an init container mounts, and may fill or change before the others start. */
export function preparedVolumes(context: RuleContext): ReadonlySet<string> {
  const { initContainers } = statefulSetFacts(context.manifest);
  return new Set(initContainers.flatMap(mountedNames));
}

/** Names of the volumes that a container mounts, wherever. */
export function mountedNames(container: FieldView): readonly string[] {
  return volumeUses(container).flatMap(({ name, isDevice }) => (isDevice ? [] : (name.string() ?? [])));
}

function kindOf(volume: FieldView): Mount['kind'] {
  if (volume.field('persistentVolumeClaim').exists || volume.field('ephemeral').exists) return 'claim';
  if (volume.field('emptyDir').exists) return 'emptyDir';
  if (volume.field('hostPath').exists) return 'hostPath';
  return ['configMap', 'secret', 'projected', 'downwardAPI'].some((name) => volume.field(name).exists)
    ? 'configuration'
    : 'other';
}

/** Whether a mount at `path` holds `directory`: it is the directory itself or one above it. */
export function covers(path: string, directory: string): boolean {
  const mount = tidy(path);
  const wanted = tidy(directory);
  return wanted === mount || mount === '/' || wanted.startsWith(`${mount}/`);
}

/** Of the mounts that hold a directory the lowest, which is the one that counts. */
export function mountOf(directory: string, mounts: readonly Mount[]): Mount | undefined {
  return mounts
    .filter(({ path }) => covers(path, directory))
    .reduce<Mount | undefined>(
      (best, mount) => (best && best.path.length >= mount.path.length ? best : mount),
      undefined,
    );
}

/** The volume that the image brings along for a directory, where it lies between the mount and the directory. */
export function hidingVolume(directory: string, mount: Mount, facts: ImageFacts): string | undefined {
  return facts.declaredVolumes?.find(
    (volume) => covers(volume, directory) && covers(mount.path, volume) && tidy(volume) !== mount.path,
  );
}

/** Whether a `mountPath` says where: not one that is yet to be typed, that a template fills in, or of Windows. */
export function isPath(path: string | undefined): path is string {
  return path !== undefined && path !== '' && !mayBeTemplate(path) && !/[:\\]/.test(path);
}

/** A path as the kubelet (`makeMounts`, `MakeAbsolutePath`) and the runtime read it: from the root, without detours. */
function tidy(path: string): string {
  if (plain.test(path)) return path;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}

/** Most paths are so already. */
const plain = /^(?:\/[^./][^/]*)+$/;

interface Running {
  readonly container: FieldView;
  readonly facts: ImageFacts;
  readonly mounts: readonly Mount[];
  readonly context: RuleContext;
}

/** The one directory that a variable or a flag names, no path where the image's own count; `unknown`. */
function movedTo(
  running: Running,
): (Pick<ContainerData, 'isByFlag'> & { readonly path: string | undefined }) | 'unknown' {
  const { facts, mounts } = running;
  const args = argumentsOf(running);
  if (args === 'unknown') return 'unknown';
  if (facts.movedBy.some(({ by }) => by === 'config') && mounts.some(isConfiguration)) return 'unknown';
  const byFlag = movedByFlag(args, facts);
  const path = byFlag ?? movedByVariable(running);
  return path === 'unknown' ? path : { path, isByFlag: byFlag !== undefined };
}

/** The arguments of the image's own program; `unknown` where something else is started. */
function argumentsOf({ container, facts }: Running): readonly string[] | 'unknown' {
  const texts = (field: string) =>
    container
      .field(field)
      .items()
      .map((item) => item.text() ?? '');
  const [program, ...rest] = texts('command');
  const args = texts('args');
  // Scripts of images hand a shell over as it is.
  if (program === undefined) return startsAnother(args[0], facts) ? 'unknown' : args;
  return facts.programs.includes(lastPart(program)) ? [...rest, ...args] : 'unknown';
}

/** Whether the first argument is a program that is not the image's own: a shell, a tool such as mysqldump. */
function startsAnother(first: string | undefined, { programs }: ImageFacts): boolean {
  if (first === undefined || first.startsWith('-')) return false;
  const name = lastPart(first);
  return shells.has(name) || (programs.length > 0 && !programs.includes(name));
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'env', 'sleep']);

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function movedByFlag(args: readonly string[], facts: ImageFacts): string | undefined | 'unknown' {
  for (const { by, name } of facts.movedBy) {
    if (by !== 'flag') continue;
    // PostgreSQL reads `--data-directory` as `--data_directory`.
    const at = args.findIndex((arg) => arg.includes(name) || arg.replaceAll('-', '_').includes(name));
    const arg = args[at];
    if (arg === undefined) continue;
    const value = arg === name ? args[at + 1] : arg.startsWith(`${name}=`) ? arg.slice(name.length + 1) : undefined;
    return value !== undefined && facts.dataDirs.length <= 1 ? plainPath(value) : 'unknown';
  }
  const hasFile = facts.movedBy.some(({ by }) => by === 'config') && args.some((arg) => configurationFile.test(arg));
  return hasFile ? 'unknown' : undefined;
}

function movedByVariable({ container, facts, context }: Running): string | undefined | 'unknown' {
  const settings = facts.movedBy.filter(({ by }) => by === 'env');
  if (settings.length === 0) return undefined;
  // Of a variable that is written twice the last one counts.
  for (const variable of container.field('env').items().toReversed()) {
    const setting = settings.find(({ name }) => name === variable.field('name').string());
    if (!setting) continue;
    const value = textOf(variable, context);
    return value !== undefined && isItsOwn(setting, facts) ? plainPath(value) : 'unknown';
  }
  return movedBySources(settings, { container, facts, context });
}

/** Whether a variable surely does what the table says: where the image's own value of it is known. */
function isItsOwn({ defaultDir }: DataSetting, { keeps, dataDirs }: ImageFacts): boolean {
  return keeps === 'configured' || (defaultDir !== undefined && dataDirs.length === 1);
}

/** What a variable holds, as it is written here or in a ConfigMap of the workspace. */
function textOf(variable: FieldView, context: RuleContext): string | undefined {
  const source = variable.at('valueFrom', 'configMapKeyRef');
  if (!source.exists) return variable.field('value').string();
  return directoryIn(source.field('name').string(), source.field('key').string(), context);
}

/** The directory that the last of the ConfigMaps and Secrets names from which all variables come, as that one counts. */
function movedBySources(
  settings: readonly DataSetting[],
  { container, facts, context }: Omit<Running, 'mounts'>,
): string | undefined | 'unknown' {
  const names = settings.map(({ name }) => name);
  for (const source of container.field('envFrom').items().toReversed()) {
    if (lacks(source, names, context)) continue;
    const map = source.field('configMapRef');
    const prefix = source.field('prefix').string() ?? '';
    const named = settings.flatMap((setting) => {
      const isHere = setting.name.startsWith(prefix) && isItsOwn(setting, facts);
      const path = isHere && directoryIn(map.field('name').string(), setting.name.slice(prefix.length), context);
      return path ? [path] : [];
    });
    const [path, another] = named;
    return path !== undefined && another === undefined ? plainPath(path) : 'unknown';
  }
  return undefined;
}

/** The path under a key of a ConfigMap; undefined where that is none, or not the same in all that may be meant. */
function directoryIn(name: string | undefined, key: string | undefined, context: RuleContext): string | undefined {
  const { workspace, manifest } = context;
  if (name === undefined || key === undefined || !workspace.isComplete || hasPatches(context)) return undefined;
  const maps = workspace.named('ConfigMap', name, manifest.namespace);
  const isOpen = maps.some(({ details, isTemplate }) => isTemplate || details.isFilledByOthers === true);
  const isMade = workspace.objects('Kustomization').some(({ details }) => details.configs?.names.includes(name));
  const path = maps[0]?.details.directories?.[key];
  const isSame = maps.every(({ details }) => details.directories?.[key] === path);
  return isOpen || isMade || !isSame ? undefined : path;
}

/** Whether a ConfigMap or Secret with variables is in the workspace and has none of those names. */
function lacks(source: FieldView, names: readonly string[], { workspace, manifest }: RuleContext): boolean {
  const prefix = source.field('prefix').string() ?? '';
  for (const [field, kind] of sourceKinds) {
    const name = source.at(field, 'name').string();
    if (name === undefined) continue;
    const objects = workspace.named(kind, name, manifest.namespace);
    const isSure = objects.length > 0 && objects.every(({ isTemplate }) => !isTemplate);
    return isSure && objects.every(({ details }) => !details.keys?.some((key) => names.includes(`${prefix}${key}`)));
  }
  return false;
}

const sourceKinds = [
  ['configMapRef', 'ConfigMap'],
  ['secretRef', 'Secret'],
] as const;

function plainPath(text: string): string | 'unknown' {
  return /^\/[\w./-]{1,500}$/.test(text) ? tidy(text) : 'unknown';
}

const configurationFile = /\.(conf|cnf|ya?ml|ini|xml|json|properties)$|^--?(config|defaults-file|f)\b/;

/** Whether a mount brings settings: from a ConfigMap, or into a directory or a file of configuration. */
function isConfiguration({ path, kind, name }: Mount): boolean {
  if (kind === 'claim') return false;
  if (kind === 'configuration') return !/init|script|secret|password|cert|tls/i.test(`${path} ${name}`);
  return /\/(etc|conf|config)(\/|\.|$|-)|\.(conf|cnf|ya?ml|ini|xml|json|properties)$/.test(path);
}
