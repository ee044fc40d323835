import type { Connection } from 'vscode-languageserver';
import type { AnalysisHost } from '../analysis/analysisHost.ts';
import { ageText } from '../base/age.ts';
import { messageOf } from '../base/failure.ts';
import type { ClusterFacts } from '../cluster/facts.ts';
import { readFacts } from '../cluster/readObjects.ts';
import { type ClusterConsentResult, type ClusterStatus, clusterConsentMethod } from '../protocol/cluster.ts';
import type {
  Cancel,
  Cluster,
  ClusterFault,
  ClusterReading,
  ClusterTarget,
  Logger,
  Runtime,
} from '../runtime/ports.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { Configuration } from './configuration.ts';

/** The first reading waits this long (ms): files and diagnostics come first. */
const startDelayMs = 300;

interface Parts {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly client: ClientFeatures;
  readonly configuration: Configuration;
  readonly host: AnalysisHost;
  readonly log: Logger;
  /** Called when what is known, or the status, is another one. */
  readonly onChanged: (what: 'facts' | 'status') => void;
}

/**
 * Reads the live cluster where the user switched that on, in the background: no request waits for it. What was read is
 * kept in memory and nowhere else, until it is read again on request, switched off, or no longer trusted.
 */
export class LiveCluster {
  private readonly parts: Parts;
  private isTrusted: boolean;
  private isStarted = false;
  private isWanted = false;
  private allowed: readonly string[] = [];
  private current: ClusterStatus | undefined;
  /** Moves with every reading, so that the answer to an older one is dropped. */
  private generation = 0;
  /** Ends the watch for changes of the kubeconfig; undefined where nobody watches. */
  private stopWatching: Cancel | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
    this.isTrusted = parts.client.options.cluster?.isTrusted !== false;
  }

  /** What to show; undefined where the cluster is switched off. */
  get status(): ClusterStatus | undefined {
    return this.current;
  }

  /** Settings may have changed: begins, or forgets everything. */
  update(): void {
    const { isEnabled, allowedContexts } = this.parts.configuration.cluster;
    const isAllowedNow = this.isWanted && allowedContexts.some((context) => !this.allowed.includes(context));
    this.allowed = allowedContexts;
    if (!isEnabled) this.forget(undefined);
    else if (!this.parts.runtime.cluster) this.forget({ state: 'unavailable', message: unavailable });
    else if (!this.isTrusted) this.forget({ state: 'untrusted', message: untrusted });
    else if (!this.isWanted || isAllowedNow) {
      this.isWanted = true;
      this.begin();
    }
  }

  /** The user came to trust the folder, or took it back. */
  trust(isTrusted: boolean): void {
    this.isTrusted = isTrusted;
    this.update();
  }

  /** Reads it anew because the user asked for that. Settles at once. */
  refresh(): void {
    this.update();
    if (this.isWanted) void this.read('requested');
  }

  /** The client is going. */
  close(): void {
    this.isWanted = false;
    this.generation++;
    this.endWatch();
  }

  private begin(): void {
    if (this.isStarted) return void this.read('automatic');
    this.isStarted = true;
    const { generation } = this;
    this.parts.runtime.timers.after(startDelayMs, () => {
      if (this.isWanted && this.generation === generation) void this.read('automatic');
    });
  }

  private forget(status: ClusterStatus | undefined): void {
    this.close();
    if (this.parts.host.snapshot().workspace.cluster) this.takeFacts(undefined);
    this.show(status);
  }

  private async read(reason: 'automatic' | 'requested'): Promise<void> {
    const { cluster } = this.parts.runtime;
    if (!cluster) return;
    const generation = ++this.generation;
    const isOld = () => generation !== this.generation;
    this.watch(cluster);
    try {
      const target = await cluster.find();
      if (isOld()) return;
      if ('fault' in target) return this.fail(target);
      const { context, command } = target;
      const isAgreed = command === undefined || (await this.isAllowed(target, reason));
      if (isOld()) return;
      if (!isAgreed) return this.fail({ context, fault: notAllowed(context) });
      this.show({ ...this.lastReading(context), state: 'reading', context });
      const answer = await target.read(command);
      if (isOld()) return;
      if ('fault' in answer) this.fail({ ...answer, context });
      else this.take(answer, context);
    } catch (error) {
      // A port that breaks its promise, or a client that went away while it was asked.
      if (!isOld()) this.fail({ fault: `The cluster could not be read: ${messageOf(error)}` });
    }
  }

  /** From the first reading on, a kubeconfig that leads elsewhere is read again, as long as the cluster is wanted. */
  private watch(cluster: Cluster): void {
    if (this.stopWatching) return;
    let isOver = false;
    this.stopWatching = () => {
      isOver = true;
    };
    const onChange = () => {
      if (this.isWanted && !isOver) void this.read('automatic');
    };
    void cluster.watch(onChange).then(
      (stop) => {
        if (isOver) stop();
        else
          this.stopWatching = () => {
            isOver = true;
            stop();
          };
      },
      (error) => this.parts.log.warn(`The kubeconfig is not watched: ${messageOf(error)}`),
    );
  }

  private endWatch(): void {
    this.stopWatching?.();
    this.stopWatching = undefined;
  }

  private async isAllowed(target: ClusterTarget, reason: 'automatic' | 'requested'): Promise<boolean> {
    const { context, server, command } = target;
    const { configuration, client, connection } = this.parts;
    if (configuration.cluster.allowedContexts.includes(context)) return true;
    if (client.options.cluster?.asksConsent !== true) return false;
    this.show({ ...this.lastReading(context), state: 'asking', context });
    const question = { context, server, command, isRequested: reason === 'requested' };
    const answer = await connection.sendRequest<ClusterConsentResult | null>(clusterConsentMethod, question);
    return answer?.isAllowed === true;
  }

  private take(reading: ClusterReading, context: string): void {
    const { runtime, log } = this.parts;
    const takenMs = runtime.clock.nowMs();
    const { facts, faults } = readFacts(reading, context);
    this.takeFacts({ ...facts, age: () => ageText(runtime.clock.nowMs() - takenMs) });
    const classes = facts.storageClasses?.length;
    const message = faults.join('; ');
    log.info(`Cluster "${context}" was read; storage classes: ${classes ?? 'none known'}${message && `; ${message}`}`);
    this.show({
      state: 'ready',
      context,
      readAt: reading.readAt,
      ...(classes === undefined ? {} : { classes }),
      ...(message === '' ? {} : { message }),
    });
  }

  /** What was read before stays where it is of the same context. */
  private fail({ fault, context }: ClusterFault): void {
    const kept = this.lastReading(context);
    if (kept.readAt === undefined && this.parts.host.snapshot().workspace.cluster) this.takeFacts(undefined);
    this.parts.log.warn(`Cluster${context === undefined ? '' : ` "${context}"`}: ${fault}`);
    this.show({ ...kept, state: 'failed', ...(context === undefined ? {} : { context }), message: fault });
  }

  private lastReading(context: string | undefined): Pick<ClusterStatus, 'readAt' | 'classes'> {
    const { readAt, classes, context: last } = this.current ?? {};
    if (readAt === undefined || context !== last) return {};
    return { readAt, ...(classes === undefined ? {} : { classes }) };
  }

  private takeFacts(facts: ClusterFacts | undefined): void {
    this.parts.host.setCluster(facts);
    this.parts.onChanged('facts');
  }

  private show(status: ClusterStatus | undefined): void {
    this.current = status;
    this.parts.onChanged('status');
  }
}

const unavailable = 'A server that runs in a browser can reach no cluster';
const untrusted = 'The cluster is not read while this folder is not trusted';

function notAllowed(context: string): string {
  return `Logging in runs a command, which was not allowed for context "${context}"`;
}
