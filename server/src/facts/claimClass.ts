/** The annotation that named a class before there was a field for it. */
export const classAnnotation = 'volume.beta.kubernetes.io/storage-class';

/**
 * Where a claim, claim template or volume names its class: the annotation where there is one, else the field. Kubernetes
 * 1.29 to 1.37: component-helpers, `GetPersistentVolumeClaimClass` and `GetPersistentVolumeClass`.
 */
export function classNameIn<View extends NamedFields<View>>(object: View): View {
  return classNameOf(object.field('metadata'), object.field('spec'));
}

/** The same of an object whose `metadata` and `spec` these are. */
export function classNameOf<View extends NamedFields<View>>(metadata: View, spec: View): View {
  const annotation = metadata.field('annotations').field(classAnnotation);
  return annotation.string() === undefined ? spec.field('storageClassName') : annotation;
}

/** What `FieldView` and `PlainFields` have in common here. */
interface NamedFields<View> {
  field(name: string): View;
  string(): string | undefined;
}
