import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { AnalysisHost } from '../analysis/analysisHost.ts';
import type { ClusterStatus } from '../protocol/cluster.ts';
import { type IndexStatus, statusMethod } from '../protocol/messages.ts';
import type { ServerStatus } from '../protocol/serverStatus.ts';
import type { Cancel, Runtime } from '../runtime/ports.ts';

/** While files are read, the client hears of it at most this often (ms). */
const intervalMs = 100;

/** Tells the client how far the index is: as `statefulset/status`, and as progress where it shows such. */
export class IndexReport {
  private readonly connection: Connection;
  private readonly host: AnalysisHost;
  private readonly runtime: Runtime;
  private readonly showsProgress: boolean;
  private readonly cluster: () => ClusterStatus | undefined;
  private progress: Promise<WorkDoneProgressServerReporter> | undefined;
  private isRefused = false;
  private last: IndexStatus | undefined;
  private planned: Cancel | undefined;
  private lastMs = Number.NEGATIVE_INFINITY;
  private lastJson = '';

  constructor(parts: {
    connection: Connection;
    host: AnalysisHost;
    runtime: Runtime;
    showsProgress: boolean;
    cluster: () => ClusterStatus | undefined;
  }) {
    this.connection = parts.connection;
    this.host = parts.host;
    this.runtime = parts.runtime;
    this.showsProgress = parts.showsProgress;
    this.cluster = parts.cluster;
  }

  /** Takes in how far the index is; called as often as it moves. */
  update(index: IndexStatus): void {
    const nowMs = this.runtime.clock.nowMs();
    const isBetween = index.state === 'indexing' && this.last?.state === 'indexing';
    this.last = index;
    if (isBetween && nowMs - this.lastMs < intervalMs) return;
    this.lastMs = nowMs;
    this.show(index);
    this.sendStatus(index);
  }

  /** Something changed that the status may show: it is sent once the messages that are waiting have been read. */
  changed(): void {
    this.planned ??= this.runtime.timers.soon(() => {
      this.planned = undefined;
      if (this.last?.state === 'ready') this.sendStatus(this.last);
    });
  }

  /** Sends the status unless the client has the same already. */
  private sendStatus(index: IndexStatus): void {
    const { settings, platform } = this.host.snapshot();
    const cluster = this.cluster();
    const status: ServerStatus = {
      kubernetesVersion: settings.kubernetesVersion,
      ...(platform === undefined ? {} : { platform }),
      index,
      objects: this.host.indexSize,
      ...(cluster ? { cluster } : {}),
    };
    const json = JSON.stringify(status);
    if (json === this.lastJson) return;
    this.lastJson = json;
    void this.connection.sendNotification(statusMethod, status);
  }

  private show({ state, files, total }: IndexStatus): void {
    if (!this.showsProgress || this.isRefused) return;
    if (state === 'ready') {
      this.tell((progress) => progress.done());
      this.progress = undefined;
      return;
    }
    if (!this.progress) {
      this.progress = this.connection.window.createWorkDoneProgress();
      this.tell((progress) => progress.begin('Reading manifests', 0));
    }
    if (total === undefined || total === 0) return;
    this.tell((progress) => progress.report(Math.floor((100 * files) / total), `${files} of ${total} files`));
  }

  private tell(step: (progress: WorkDoneProgressServerReporter) => void): void {
    this.progress?.then(step).catch(() => {
      this.isRefused = true; // the client answered that it wants no progress
    });
  }
}
