import { imageFacts } from '../../../storage/imageFacts.ts';
import { type ValueOffer, valueOffer } from '../offers.ts';
import { knownText } from '../request.ts';
import type { ValueContext, ValueSources } from './context.ts';
import { containersFor } from './numbers.ts';

/** Variables by which the image is told where its data lies. */
function* variableNames(context: ValueContext): Generator<ValueOffer> {
  const [container] = containersFor(context);
  const facts = imageFacts(knownText(container?.field('image') ?? context.holder.field('')) ?? '');
  for (const { by, name, defaultDir } of facts?.movedBy ?? []) {
    if (by === 'env')
      yield valueOffer(name, {
        detail: `where ${facts!.product} keeps its data${defaultDir ? `, else ${defaultDir}` : ''}`,
      });
  }
  for (const name of ['POD_NAME', 'POD_NAMESPACE', 'POD_IP']) yield valueOffer(name, { detail: 'usual name' });
}

/** Names of environment variables. */
export const variableSources: ValueSources = { 'core.v1.EnvVar.name': variableNames };
