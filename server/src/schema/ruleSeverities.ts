import type { Severity } from '../manifest/problem.ts';

/** How bad each finding of the check against the API is. `ruleDocs/` says what each is, why, and how to repair it. */
export const ruleSeverities = {
  // What object it is
  'api-version-missing': 'error',
  'api-version-unknown': 'error',
  'api-version-removed': 'error',
  'kind-missing': 'error',
  'kind-unknown': 'error',
  // Reading the text into the object
  'unknown-field': 'error',
  'field-needs-newer-kubernetes': 'error',
  'field-gate-off': 'warning',
  'wrong-type': 'error',
  'number-too-large': 'error',
  'quantity-invalid': 'error',
  // Single values
  'required-field-missing': 'error',
  'field-forbidden': 'error',
  'value-not-supported': 'error',
  'value-out-of-range': 'error',
  'value-invalid': 'error',
  'name-invalid': 'error',
  'label-invalid': 'error',
  'duplicate-name': 'error',
  'duplicate-value': 'error',
  'choice-missing': 'error',
  'choice-conflict': 'error',
  'fields-conflict': 'error',
  // The StatefulSet
  'selector-empty': 'error',
  'selector-template-mismatch': 'error',
  'stateful-set-name-too-long': 'error',
  // The Pod
  'volume-mount-undefined': 'error',
  'volume-device-undefined': 'error',
  'resource-unknown': 'error',
  'resource-request-above-limit': 'error',
  // What the kubelet refuses
  'image-invalid': 'warning',
  // What YAML makes of the text
  'key-read-otherwise': 'warning',
  'number-read-as-octal': 'warning',
  'mode-read-as-decimal': 'warning',
  // What no node has
  'node-label-misspelt': 'warning',
  // What the server warns of
  'quantity-fractional-bytes': 'warning',
  'value-ignored': 'warning',
  'duplicate-ignored': 'warning',
  'field-deprecated': 'warning',
  'address-not-canonical': 'warning',
} as const satisfies Readonly<Record<string, Severity>>;

/** The id of a rule that the check against the API reports under. */
export type RuleId = keyof typeof ruleSeverities;
