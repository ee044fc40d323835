import type { Settings } from '../analysis/settings.ts';
import { didYouMean } from '../base/nearest.ts';
import { type Minor, minors, newestMinor, parseMinor } from '../schema/minor.ts';
import { likelyPlatform, platforms } from '../storage/platforms.ts';
import { UsageError } from './command.ts';

/** What the command line says about the cluster; absent: what the settings say. */
export interface ClusterOptions {
  readonly 'kubernetes-version'?: string;
  readonly platform?: string;
}

/** Options of `node:util` for `ClusterOptions`. */
export const clusterOptions = { 'kubernetes-version': { type: 'string' }, platform: { type: 'string' } } as const;

/** Line of help for the version alone. */
export const versionHelp = `  --kubernetes-version MINOR    ${minors[0]} to ${newestMinor} (default: the settings' version, else ${newestMinor})`;

/** Lines of help for `ClusterOptions`. */
export const clusterHelp = `${versionHelp}
  --platform ID                 platform whose storage classes are known, as in eks, gke, aks, kind`;

/** The minor that was asked for, else `fallback`: for commands that no platform concerns. */
export function minorOf(wanted: string | undefined, fallback: Minor): Minor {
  const minor = wanted === undefined ? fallback : parseMinor(wanted);
  if (!minor) throw new UsageError(`--kubernetes-version takes ${minors[0]} to ${newestMinor}, not "${wanted}"`);
  return minor;
}

/** Settings with the version and the platform that were asked for. */
export function settingsFor(settings: Settings, asked: ClusterOptions): Settings {
  return {
    ...settings,
    kubernetesVersion: minorOf(asked['kubernetes-version'], settings.kubernetesVersion),
    platform: platformOf(asked.platform, settings.platform),
  };
}

function platformOf(wanted: string | undefined, fallback: string | undefined): string | undefined {
  if (wanted === undefined) return fallback;
  const ids = platforms().map(({ id }) => id);
  if (ids.includes(wanted)) return wanted;
  const near = likelyPlatform(wanted);
  throw new UsageError(
    near === undefined
      ? `--platform takes ${ids.join(', ')}; not "${wanted}"`
      : `--platform knows no "${wanted}"; ${didYouMean(near)}`,
  );
}
