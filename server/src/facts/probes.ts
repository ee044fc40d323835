import type { FieldView } from '../manifest/fieldView.ts';

/** How long a probe waits before its failing ends the container; what is not written, or 0, counts as the server fills it in. */
export interface ProbePatience {
  readonly delay: number;
  readonly failures: number;
  readonly period: number;
  /** Seconds from the container's start until it is ended, if it never answers. */
  readonly seconds: number;
}

/**
 * The patience of a startup or liveness probe; undefined where none is written, or one of its numbers cannot be read.
 * Kubernetes: `pkg/kubelet/prober/worker.go`, `doProbe`: the first one runs after the delay, each next one a period later,
 * and the last of as many failures in a row ends it. Delay and period as long as all failures take bound that from above.
 */
export function probePatience(probe: FieldView): ProbePatience | undefined {
  if (!probe.isMapping()) return undefined;
  const number = (name: string, otherwise: number) =>
    probe.field(name).hasValue ? probe.field(name).integer() : otherwise;
  const delay = number('initialDelaySeconds', 0);
  const failures = number('failureThreshold', 3);
  const period = number('periodSeconds', 10);
  if (delay === undefined || failures === undefined || period === undefined) return undefined;
  if (delay < 0 || failures < 0 || period < 0) return undefined;
  return patience(delay, failures || 3, period || 10);
}

function patience(delay: number, failures: number, period: number): ProbePatience {
  return { delay, failures, period, seconds: delay + failures * period };
}
