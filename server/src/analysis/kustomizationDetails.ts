import type { PlainFields } from '../manifest/plainFields.ts';
import type { ObjectDetails } from './summaries.ts';

/** What is remembered of a Kustomization. */
export function kustomizationDetails(object: PlainFields): ObjectDetails {
  const details = { scales: namesIn(object.field('replicas')), configs: configsOf(object), changes: changesOf(object) };
  const vars = namesIn(object.field('vars'));
  return vars.length > 0 ? { ...details, vars } : details;
}

function namesIn(list: PlainFields): readonly string[] {
  return list.items().flatMap((one) => one.field('name').string() ?? []);
}

/** What it says of ConfigMaps and Secrets. Patches in files of their own are read as objects. */
function configsOf(object: PlainFields): NonNullable<ObjectDetails['configs']> {
  const generators = ['configMapGenerator', 'secretGenerator'].flatMap((name) => object.field(name).items());
  return {
    names: generators.flatMap((one) => one.field('name').string() ?? []),
    hasPatches: patchesOf(object).some((patch) => {
      const target = patch.field('target');
      const text = patch.field('patch').string() ?? patch.string() ?? '';
      const kind = target.field('kind').string();
      return target.exists ? kind === undefined || configKinds.test(kind) : configKinds.test(text);
    }),
  };
}

/** Also in the expressions that a target may be written as. */
const configKinds = /ConfigMap|Secret|[*|]/;

function patchesOf(object: PlainFields): PlainFields[] {
  return ['patches', 'patchesJson6902', 'patchesStrategicMerge'].flatMap((name) => object.field(name).items());
}

function changesOf(object: PlainFields): NonNullable<ObjectDetails['changes']> {
  const pairs = object
    .field('labels')
    .items()
    .flatMap((one) => (one.field('includeSelectors').boolean() === true ? one.field('pairs').names() : []));
  return { labels: [...object.field('commonLabels').names(), ...pairs], hasPatches: patchesOf(object).length > 0 };
}
