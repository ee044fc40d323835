import { effectiveManifests } from '../../features/effective.ts';
import { type EffectiveParams, type EffectiveResult, effectiveMethod } from '../../protocol/effective.ts';
import type { Session } from '../session.ts';
import { answer } from './request.ts';

/** `statefulset/effective`. */
export function registerEffective(session: Session): void {
  const show = answer(
    session,
    'effective manifest',
    ({ file, snapshot }, _: EffectiveParams, token): EffectiveResult => {
      const text = effectiveManifests(snapshot, file.uri, token);
      return text === undefined ? null : { text, kubernetesVersion: snapshot.settings.kubernetesVersion };
    },
  );
  session.connection.onRequest(effectiveMethod, show);
}
