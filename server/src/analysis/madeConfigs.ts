import type { PlainFields } from '../manifest/plainFields.ts';
import type { ObjectDetails } from './summaries.ts';

/** Where an object says which Secrets or ConfigMaps a program makes of it; without such a name they have its own. */
type Places = readonly (readonly string[])[];

/**
 * What programs make of objects of each kind: cert-manager, External Secrets, Sealed Secrets, SOPS, Vault, 1Password,
 * Bitwarden, Infisical, Doppler, Azure Key Vault, the secrets store driver, object buckets, trust-manager. Only the first place
 * that is written counts; a step `[]` goes through the items of a list.
 */
const placesByKind: Readonly<Record<string, Places>> = {
  Certificate: [['spec', 'secretName']],
  ExternalSecret: [['spec', 'target', 'name']],
  ClusterExternalSecret: [
    ['spec', 'externalSecretSpec', 'target', 'name'],
    ['spec', 'externalSecretName'],
  ],
  SealedSecret: [['spec', 'template', 'metadata', 'name']],
  SopsSecret: [['spec', 'secretTemplates', '[]', 'name']],
  VaultStaticSecret: [['spec', 'destination', 'name']],
  VaultDynamicSecret: [['spec', 'destination', 'name']],
  VaultPKISecret: [['spec', 'destination', 'name']],
  OnePasswordItem: [],
  BitwardenSecret: [['spec', 'secretName']],
  InfisicalSecret: [
    ['spec', 'managedSecretReference', 'secretName'],
    ['spec', 'managedKubeSecretReferences', '[]', 'secretName'],
  ],
  DopplerSecret: [['spec', 'managedSecret', 'name']],
  AzureKeyVaultSecret: [['spec', 'output', 'secret', 'name']],
  SecretProviderClass: [['spec', 'secretObjects', '[]', 'secretName']],
  StringSecret: [],
  BasicAuth: [],
  Password: [],
  ObjectBucketClaim: [],
  Bundle: [],
};

/** The kinds of which programs make Secrets or ConfigMaps, the built-in ones left out. */
export const makerKinds: readonly string[] = Object.keys(placesByKind);

/** What is remembered of an object of such a kind. */
export function makerDetails(kind: string): ((object: PlainFields) => ObjectDetails) | undefined {
  const places = Object.hasOwn(placesByKind, kind) ? placesByKind[kind] : undefined;
  return places && ((object) => ({ makes: namesAt(object, places) }));
}

/** cert-manager makes the Secrets of an Ingress or Gateway that asks for it, by an annotation. */
export function certifiedDetails(object: PlainFields): ObjectDetails {
  const marks = object.at('metadata', 'annotations').names();
  const isCertified = marks.some((mark) => mark.includes('cert-manager.io/') || mark === 'kubernetes.io/tls-acme');
  if (!isCertified) return {};
  return { makes: namesAt(object, certifiedPlaces) };
}

const certifiedPlaces: Places = [
  ['spec', 'tls', '[]', 'secretName'],
  ['spec', 'listeners', '[]', 'tls', 'certificateRefs', '[]', 'name'],
];

function namesAt(object: PlainFields, places: Places): readonly string[] {
  for (const place of places) {
    const names = at([object], place).flatMap((field) => field.string() || []);
    if (names.length > 0) return names;
  }
  return [object.at('metadata', 'name').string() ?? ''];
}

function at(objects: readonly PlainFields[], [step, ...rest]: readonly string[]): readonly PlainFields[] {
  if (step === undefined) return objects;
  return at(
    objects.flatMap((object) => (step === '[]' ? object.items() : [object.field(step)])),
    rest,
  );
}
