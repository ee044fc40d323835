import { Remembering } from '../base/memory.ts';
import { type Range, shiftRange } from '../base/range.ts';
import { noteFile } from '../base/reads.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { RuleContext } from '../rules/rule.ts';
import type { Minor } from '../schema/minor.ts';
import type { Settings } from './settings.ts';
import { nameRangeOf } from './summaries.ts';
import type { WorkspaceView } from './workspaceView.ts';

/** What a look at a manifest is made under. */
interface Surroundings {
  readonly uri: string;
  readonly settings: Settings;
  /** The platform chosen or guessed. */
  readonly platform: string | undefined;
  readonly workspace: WorkspaceView & { watchPlaces(uri: string): void };
  /** Where the manifest's document begins in the file. */
  readonly start: () => number;
}

/**
 * What rules see in one look at a manifest. Findings keep it: it keeps nothing of the document that stood there before,
 * which would keep those before it, one after the other.
 */
export class LookContext extends Remembering implements RuleContext {
  readonly manifest: Manifest;
  readonly minor: Minor;
  readonly workspace: WorkspaceView;
  readonly platform: string | undefined;
  readonly isPlatformGuessed: boolean;
  readonly storageClasses: readonly string[];
  readonly place: () => Range;
  private readonly ownUri: string;

  constructor(manifest: Manifest, { uri, settings, platform, workspace, start }: Surroundings) {
    super();
    this.manifest = manifest;
    this.minor = settings.kubernetesVersion;
    this.workspace = workspace;
    this.platform = platform;
    this.isPlatformGuessed = platform !== undefined && settings.platform === undefined;
    this.storageClasses = settings.storageClasses;
    this.place = () => {
      workspace.watchPlaces(uri);
      return shiftRange(nameRangeOf(manifest), start());
    };
    this.ownUri = uri;
  }

  get uri(): string {
    noteFile();
    return this.ownUri;
  }
}
