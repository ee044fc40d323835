import type { Severity } from '../manifest/problem.ts';

interface SchemaRule {
  /** One line for lists. */
  readonly summary: string;
  readonly severity: Severity;
}

/** Everything that the check against the API can report. `ruleDocs/` says why and how to repair. */
export const schemaRules = {
  // What object it is
  'api-version-missing': { summary: 'The object has no apiVersion', severity: 'error' },
  'api-version-unknown': { summary: 'The API version does not exist', severity: 'error' },
  'api-version-removed': { summary: 'The API version is served no more', severity: 'error' },
  'kind-missing': { summary: 'The object has no kind', severity: 'error' },
  'kind-unknown': { summary: 'The API version has no such kind', severity: 'error' },
  // Reading the text into the object
  'unknown-field': { summary: 'The field does not exist here', severity: 'error' },
  'field-needs-newer-kubernetes': { summary: 'The field came with a later Kubernetes', severity: 'error' },
  'field-gate-off': { summary: 'Kubernetes drops the field silently', severity: 'warning' },
  'wrong-type': { summary: 'The value has the wrong type', severity: 'error' },
  'number-too-large': { summary: 'The number does not fit the field', severity: 'error' },
  'quantity-invalid': { summary: 'The quantity cannot be read', severity: 'error' },
  // Single values
  'required-field-missing': { summary: 'A required field has no value', severity: 'error' },
  'field-forbidden': { summary: 'The field must not be set here', severity: 'error' },
  'value-not-supported': { summary: 'The word is not one that the field knows', severity: 'error' },
  'value-out-of-range': { summary: 'The number is outside of what is allowed', severity: 'error' },
  'value-invalid': { summary: 'The text is not spelled as the field needs it', severity: 'error' },
  'name-invalid': { summary: 'The name is not spelled as Kubernetes names are', severity: 'error' },
  'label-invalid': { summary: 'A label, annotation or selector is not spelled right', severity: 'error' },
  'duplicate-name': { summary: 'Two entries of a list have the same name', severity: 'error' },
  'duplicate-value': { summary: 'A value may be there only once', severity: 'error' },
  'choice-missing': { summary: 'One of several fields must be set', severity: 'error' },
  'choice-conflict': { summary: 'Only one of several fields may be set', severity: 'error' },
  'fields-conflict': { summary: 'Two fields contradict each other', severity: 'error' },
  // The StatefulSet
  'selector-empty': { summary: 'The selector selects nothing in particular', severity: 'error' },
  'selector-template-mismatch': { summary: 'The selector does not match the labels of the Pods', severity: 'error' },
  'stateful-set-name-too-long': { summary: 'Pods cannot be created: the name is too long', severity: 'error' },
  // The Pod
  'volume-mount-undefined': { summary: 'The mounted volume is not defined', severity: 'error' },
  'volume-device-undefined': { summary: 'The volume of the device is not defined', severity: 'error' },
  'resource-unknown': { summary: 'No such resource', severity: 'error' },
  'resource-request-above-limit': { summary: 'The request is above the limit', severity: 'error' },
  // What the server warns of
  'quantity-fractional-bytes': { summary: 'The quantity is a fraction of a byte', severity: 'warning' },
  'value-ignored': { summary: 'The value is accepted, but has no effect', severity: 'warning' },
  'duplicate-ignored': { summary: 'A repeated entry hides an earlier one', severity: 'warning' },
  'field-deprecated': { summary: 'The field is deprecated', severity: 'warning' },
} as const satisfies Readonly<Record<string, SchemaRule>>;

/** The id of a rule that the check against the API reports under. */
export type RuleId = keyof typeof schemaRules;
