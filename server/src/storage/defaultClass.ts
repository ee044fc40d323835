/** The annotations that make a StorageClass a default one when one of them is `true`. */
export const defaultClassAnnotations: readonly string[] = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];
