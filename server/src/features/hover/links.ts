import { concept } from '../texts.ts';

/** The page that Kubernetes has on a topic. */
export function conceptLinks(topic: string | undefined): { title: string; href: string }[] {
  const page = topic === undefined ? undefined : concept(topic);
  return page?.docs[0] ? [{ title: `Kubernetes: ${page.title}`, href: page.docs[0] }] : [];
}
