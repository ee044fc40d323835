/** The number of a share such as `25%`, as Kubernetes' fields of type IntOrString have it; undefined for other texts. */
export function percentOf(text: string): number | undefined {
  return /^[0-9]+%$/.test(text) ? Number.parseInt(text, 10) : undefined;
}
