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
  return isPublic(reference) ? facts.user : undefined;
}

/** Whether tags of that image have other ids than its main ones. */
export function hasOtherIds(reference: string): boolean {
  return parseImage(reference)?.tag?.includes('alpine') === true;
}

/** MariaDB's `-ubi` starts as another user, and so do what is called like these. */
const variants = /ubi|root|unpriv|distroless|user|hardened|secure/i;

function isPublic(reference: string): boolean {
  const slash = reference.indexOf('/');
  const host = slash < 0 ? '' : reference.slice(0, slash);
  return !/[.:]/.test(host) ? host !== 'localhost' : publicHosts.has(host);
}

const publicHosts: ReadonlySet<string> = new Set([
  'docker.elastic.co',
  'docker.io',
  'gcr.io',
  'ghcr.io',
  'index.docker.io',
  'k8s.gcr.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'quay.io',
  'registry-1.docker.io',
  'registry.k8s.io',
]);
