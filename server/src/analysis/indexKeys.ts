/** The key whose revision moves when an object of that kind and name changes. */
export function nameKey(kind: string, name: string): string {
  return `${kind} ${name}`;
}

/** The key whose revision moves when an object of that kind whose Pods carry the label changes. */
export function podLabelKey(kind: string, label: string, value: string): string {
  return `${kind} #${label}=${value}`;
}

/** The key whose revision moves when an object of that kind with the mark changes. */
export function markKey(kind: string, mark: string): string {
  return `${kind} @${mark}`;
}

/** The mark of a class that says it is the default one. */
export const defaultMark = 'default';

/** The mark of what scales an object of that name. */
export function scalingMark(name: string): string {
  return `scales ${name}`;
}

/** The key of all objects that name claims, whatever their kind; asked for as a kind, which no object can have. */
export const claimUsers = 'uses claims';
