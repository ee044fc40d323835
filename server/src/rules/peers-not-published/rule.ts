import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { imageFacts } from '../../storage/imageFacts.ts';
import { fixElsewhere, relatedTo } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { setServiceField } from '../serviceFields.ts';

export const rule = defineRule({
  id: 'peers-not-published',
  summary: 'members look for each other before they are Ready, but the Service publishes only Ready ones',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check(context) {
    const { manifest, workspace } = context;
    const facts = statefulSetFacts(manifest);
    const { serviceName, containers } = facts;
    const name = serviceName.string();
    if (!name) return;
    // Without a readiness probe a Pod is Ready as soon as it runs.
    const member = containers
      .filter((container) => container.field('readinessProbe').isMapping())
      .map((container) => container.ask('image', imageFacts))
      .find((facts) => facts?.needsNotReadyAddresses.answer === 'always' && facts.peersByDns.answer === 'always');
    if (!member || member.confidence === 'unverified' || facts.replicas < 2) return;
    const services = workspace.named('Service', name, manifest.namespace).filter(({ isTemplate }) => !isTemplate);
    const [service] = services;
    if (!service?.details.service?.isHeadless || services.some(({ details }) => details.service?.publishesNotReady))
      return;
    yield {
      at: serviceName,
      message: `${member.product} looks for its peers before it is Ready; set publishNotReadyAddresses in Service "${name}"`,
      ...relatedTo(service, workspace, `Service "${name}" gives names to Ready Pods alone`),
      fixes: () =>
        fixElsewhere(context, services, {
          title: `Set "publishNotReadyAddresses: true" in Service "${name}"`,
          edits: ({ view }) => {
            const edit = setServiceField(view.field('spec'), 'publishNotReadyAddresses', 'true');
            return edit && [edit];
          },
        }),
    };
  },
});
