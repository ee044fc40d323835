import { allContainers } from '../facts/pods.ts';
import type { FieldView } from '../manifest/fieldView.ts';

/** A place by which Pods take something from a ConfigMap or Secret. */
export interface ConfigSource {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: FieldView;
  /** The mapping that names the object. */
  readonly source: FieldView;
  /** A variable of one key, variables of all keys, files of a volume. */
  readonly use: 'variable' | 'variables' | 'files';
}

/** The ConfigMaps and Secrets without which the Pods do not start, place by place. */
export function* configSources(podSpec: FieldView): Generator<ConfigSource> {
  for (const container of allContainers(podSpec)) {
    for (const source of container.field('envFrom').items()) {
      yield* needed('ConfigMap', source.field('configMapRef'), { use: 'variables' });
      yield* needed('Secret', source.field('secretRef'), { use: 'variables' });
    }
    for (const variable of container.field('env').items()) {
      yield* needed('ConfigMap', variable.at('valueFrom', 'configMapKeyRef'), { use: 'variable' });
      yield* needed('Secret', variable.at('valueFrom', 'secretKeyRef'), { use: 'variable' });
    }
  }
  for (const volume of podSpec.field('volumes').items()) {
    yield* filesOf(volume);
    for (const source of volume.at('projected', 'sources').items()) {
      yield* needed('ConfigMap', source.field('configMap'), { use: 'files' });
      yield* needed('Secret', source.field('secret'), { use: 'files' });
    }
  }
}

/** What a volume is made of that must be there: one ConfigMap or Secret, or none. */
export function* filesOf(volume: FieldView): Generator<ConfigSource> {
  yield* needed('ConfigMap', volume.field('configMap'), { use: 'files' });
  yield* needed('Secret', volume.field('secret'), { use: 'files', field: 'secretName' });
}

function* needed(
  kind: ConfigSource['kind'],
  source: FieldView,
  { use, field = 'name' }: { use: ConfigSource['use']; field?: string },
): Generator<ConfigSource> {
  const optional = source.field('optional');
  const isOptional = optional.hasValue && optional.boolean() !== false;
  if (source.isMapping() && !isOptional) yield { kind, name: source.field(field), source, use };
}
