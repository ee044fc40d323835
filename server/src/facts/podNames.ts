/** The label with the Pod's name, which Kubernetes gives to each Pod of a set. */
export const podNameLabel = 'statefulset.kubernetes.io/pod-name';

/** The label with the Pod's ordinal, since 1.28. */
export const podIndexLabel = 'apps.kubernetes.io/pod-index';

/** The ordinal that a text is; undefined for what Kubernetes would write in another way, as `007`. */
export function ordinalOf(text: string): number | undefined {
  return /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : undefined;
}

/** `web` and 3 of `web-3`; undefined when the text does not end in a dash and a number. */
export function splitPodName(name: string): { set: string; ordinal: number } | undefined {
  const dash = name.lastIndexOf('-');
  const ordinal = ordinalOf(name.slice(dash + 1));
  return dash <= 0 || ordinal === undefined ? undefined : { set: name.slice(0, dash), ordinal };
}

/** The full name of a Pod in DNS, behind a headless Service. */
export function podAddress(
  pod: string,
  { service, namespace, clusterDomain }: Readonly<Record<'service' | 'namespace' | 'clusterDomain', string>>,
): string {
  return `${pod}.${service}.${namespace}.svc.${clusterDomain}`;
}

/** The claim template that a claim is of: `data` of `data-web-3`; undefined where the set makes no claim of that name. */
export function templateOfClaim(claim: string, set: string, templates: readonly string[]): string | undefined {
  return templates.find((template) => {
    const start = `${template}-${set}-`;
    return claim.startsWith(start) && ordinalOf(claim.slice(start.length)) !== undefined;
  });
}
