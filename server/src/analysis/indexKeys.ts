/** The key whose revision moves when an object of that kind and name changes. */
export function nameKey(kind: string, name: string): string {
  return `${kind} ${name}`;
}

/** The key whose revision moves when an object of that kind whose Pods carry the label changes. */
export function podLabelKey(kind: string, label: string, value: string): string {
  return `${kind} #${label}=${value}`;
}
