import { type ImageUser, imageFacts } from './imageFacts.ts';
import { parseImage } from './imageTags.ts';

/**
 * Who the process of an image is, where that is sure: the image comes from where its maker puts it, and its tag tells of
 * no variant with another user. A copy of the same name elsewhere may have been made anew.
 */
export function sureUser(reference: string): ImageUser | undefined {
  const facts = imageFacts(reference);
  const tag = parseImage(reference)?.tag;
  if (facts?.confidence !== 'verified' || tag === undefined || variants.test(tag)) return undefined;
  return isFromMaker(reference) ? facts.user : undefined;
}

/** Whether tags of that image have other ids than its main ones. */
export function hasOtherIds(reference: string): boolean {
  return parseImage(reference)?.tag?.includes('alpine') === true;
}

/** MariaDB's `-ubi` starts as another user, and so do what is called like these. */
const variants = /ubi|root|unpriv|distroless|user|hardened|secure/i;

/**
 * Whether an image comes from where its maker puts it, or from a mirror of that. In other registries there may be anything
 * of that name: names of one word are official images of Docker Hub or Kubernetes' own.
 */
export function isFromMaker(reference: string): boolean {
  const slash = reference.indexOf('/');
  const host = slash < 0 ? '' : reference.slice(0, slash);
  if (!/[.:]/.test(host)) return host !== 'localhost';
  if (dockerHub.has(host) || reference.startsWith('public.ecr.aws/docker/')) return true;
  const isOneWord = parseImage(reference)?.name.includes('/') === false;
  return isOneWord ? kubernetesHosts.has(host) : kubernetesHosts.has(host) || publicHosts.has(host);
}

const dockerHub: ReadonlySet<string> = new Set([
  'docker.io',
  'index.docker.io',
  'mirror.gcr.io',
  'registry-1.docker.io',
]);

const kubernetesHosts: ReadonlySet<string> = new Set(['k8s.gcr.io', 'registry.k8s.io']);

const publicHosts: ReadonlySet<string> = new Set([
  'docker.elastic.co',
  'gcr.io',
  'ghcr.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'quay.io',
]);
