import { lastingContainers } from '../facts/pods.ts';
import type { PlainFields } from '../manifest/plainFields.ts';
import { groupOf, isBuiltInGroup } from '../schema/apiVersions.ts';
import { claimsMounted, claimsNamed, claimUses } from './claimUses.ts';
import type { PartReader } from './partReader.ts';
import type { ObjectDetails, PodPort } from './summaries.ts';

/** What is remembered of a kind that may make Pods. */
function workloadDetails(object: PlainFields, reader: PartReader): ObjectDetails {
  return podDetails(object.at('spec', 'template'), reader);
}

/** What is remembered of a custom resource: also the claims that it names anywhere. */
function customDetails(object: PlainFields, reader: PartReader): ObjectDetails {
  const details = workloadDetails(object, reader);
  const named = reader.part('claimsNamed', () => claimsNamed(object));
  return named.length === 0 ? details : { ...details, ...claimUses(details.claims, named) };
}

/** What is remembered of a kind that nothing else is known of, by its API version. */
export function otherDetails(apiVersion: string): (object: PlainFields, reader: PartReader) => ObjectDetails {
  return isBuiltInGroup(groupOf(apiVersion)) || apiVersion.startsWith('apiextensions.')
    ? workloadDetails
    : customDetails;
}

/** What is remembered of a CronJob, whose Pods no selector looks for by their template. */
export function cronJobDetails(object: PlainFields, reader: PartReader): ObjectDetails {
  const spec = object.at('spec', 'jobTemplate').at('spec', 'template').field('spec');
  const claims = reader.part('claims', () => claimsMounted(spec));
  return claims === undefined ? {} : { claims };
}

/** What is remembered of a Pod or a Pod template. */
export function podDetails(
  pod: PlainFields,
  reader: PartReader,
  lasting = lastingContainers(pod.field('spec')),
): ObjectDetails {
  const claims = reader.part('claims', () => claimsMounted(pod.field('spec')));
  const podLabels = reader.part('podLabels', () => {
    const labels = pod.at('metadata', 'labels');
    return labels.exists ? labels.strings() : undefined;
  });
  if (podLabels === undefined) return claims === undefined ? {} : { claims };
  const podPorts = reader.part('podPorts', () => (lasting.length > 0 ? lasting.map(portsOf) : undefined));
  const details = podPorts === undefined ? { podLabels } : { podLabels, podPorts };
  return claims === undefined ? details : { ...details, claims };
}

function portsOf(container: PlainFields): readonly PodPort[] {
  return container
    .field('ports')
    .items()
    .map((port) => ({
      name: port.field('name').string(),
      port: port.field('containerPort').integer(),
      protocol: port.field('protocol').string() ?? 'TCP',
    }));
}
