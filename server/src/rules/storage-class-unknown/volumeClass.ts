import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { memoize } from '../../base/memoize.ts';
import { didYouMean, mostCompared } from '../../base/nearest.ts';
import { classNameIn } from '../../facts/claimClass.ts';
import { driverByName } from '../../storage/drivers.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { misspelt } from '../name-misspelt/misspelt.ts';
import type { Finding, RuleContext } from '../rule.ts';
import { besides } from '../workloads.ts';

/**
 * The class of a volume made by hand. It need not exist, as long as claims ask for it; but where none does, and a class of
 * local volumes with nearly that name lies beside, the volume was meant for the claims of that.
 */
export function* volumeFindings(context: RuleContext): Generator<Finding> {
  const { manifest, workspace } = context;
  const view = classNameIn(manifest.view);
  const name = view.string();
  if (!name || manifest.isTemplate || workspace.named('StorageClass', name, undefined).length > 0) return;
  const classes = besides(workspace.objects('StorageClass'), context).filter(
    ({ details: { storageClass }, isTemplate }) =>
      !isTemplate && driverByName(storageClass?.provisioner ?? '')?.provisioning === 'static',
  );
  if (classes.length > mostCompared) return;
  const meant = misspelt(
    name,
    classes.map((one) => one.name),
  );
  if (meant === undefined || isAskedFor(name, context)) return;
  yield {
    at: view,
    message: `Storage class "${name}" is no class of the workspace, and no claim asks for it; ${didYouMean(meant)}`,
    ...relatedTo(classes.find((one) => one.name === meant)!, workspace),
    fixes: () => [changeTo(view, meant)],
  };
}

function isAskedFor(className: string, { workspace }: RuleContext): boolean {
  if (workspace.cluster?.storageClasses?.some(({ name }) => name === className)) return true;
  return ['PersistentVolumeClaim', 'StatefulSet'].some((kind) => classesOf(workspace.objects(kind)).has(className));
}

/** The classes that claims and sets ask for. */
const classesOf = memoize((objects: readonly ObjectSummary[]): ReadonlySet<string | undefined> => {
  const claims = objects.flatMap(({ details: { claim, statefulSet } }) => claim ?? statefulSet?.claimTemplates ?? []);
  return new Set(claims.map(({ storageClassName }) => storageClassName));
});
