// What a picture of a StatefulSet is made of: its identity, its problems and its order. Data only: the client and the
// page import this file. `Place` is a range of the text: offsets inside of the server, positions in the protocol.

/** Request, client to server: {@link PreviewParams} → {@link PreviewResult}. */
export const previewMethod = 'statefulset/preview';

/** Which set, and what is played with it. */
export interface PreviewParams {
  /** An open document. */
  readonly uri: string;
  /** Chooses the set around it, or the nearest one before it. Absent: the first set of the document. */
  readonly position?: TextPosition;
  /** What the timeline plays. Absent: deploy. */
  readonly scenario?: Scenario;
}

/** What a client may pass in `initializationOptions` about the preview. */
export interface PreviewInitialization {
  /**
   * Id of a command of the client that shows a set, called with a URI and a {@link TextPosition}: there is a code lens
   * for it then. Absent: no code lens.
   */
  readonly previewCommand?: string;
  /** Whether `command:` links to that command may stand in hovers, because the client lets it run from there. */
  readonly hasCommandLinks?: boolean;
}

/** Null where the document holds no StatefulSet. */
export type PreviewResult = Preview<TextRange> | null;

/** Request, client to server: {@link PreviewPageParams} → {@link PreviewPageResult}. */
export const previewPageMethod = 'statefulset/previewPage';

/** Which set, what its reader chose, and how much of its page is wanted. */
export interface PreviewPageParams {
  readonly uri: string;
  /** Chooses the set, as in {@link PreviewParams}. */
  readonly position?: TextPosition;
  /** The only scenario that the page gets: for clients that ask again when another one is chosen. Absent: all. */
  readonly scenario?: ScenarioId;
  /** Replicas that the scenario "scale" goes to; absent: two more. */
  readonly to?: number;
  /** Image of the scenario "update"; absent: the tag `next`. */
  readonly image?: string;
  /** Whether many Pods are shown one by one: `few` or `all`. Absent: few, with all of them behind a click. */
  readonly show?: 'few' | 'all';
  /** What is needed; absent: both. */
  readonly wants?: 'page' | 'body';
  /** Of letters and digits: what the page's script and style are allowed by. Absent: a fixed one. */
  readonly nonce?: string;
}

/** Null where the document holds no StatefulSet. */
export type PreviewPageResult = {
  /**
   * The whole page, self-contained: for the first time. Holds all sets of the document unless `scenario` or `show` say that
   * somebody serves it. Empty where it is not wanted.
   */
  readonly page: string;
  /** What changes with the text: goes to the page as {@link PageContentMessage}. Empty where it is not wanted. */
  readonly body: string;
  /** Why the set cannot be shown at the moment; the page keeps the last picture, greyed. Empty where it can. */
  readonly obstacle: string;
  /** The set's name. */
  readonly title: string;
  /** All sets of the document, and which of them is shown. */
  readonly sets: readonly { readonly name: string; readonly at: TextRange }[];
  readonly chosen: number;
  /** Where parts are written, for the page's message `reveal`. */
  readonly places: Readonly<Partial<Record<PartId, TextRange>>>;
  /** Where the Services of the picture stand, for `service` of the page's message `reveal`. */
  readonly services: readonly ServicePlace<TextRange>[];
  /** The part at the position, for {@link PageContentMessage}. */
  readonly focus?: PartId;
  /** Where problems are, for the page's message `problem`. */
  readonly problems: readonly TextRange[];
} | null;

/** Message to the page: what it shows from now on. */
export interface PageContentMessage {
  readonly type: 'content';
  /** Empty: keep what is shown. */
  readonly body: string;
  readonly obstacle: string;
  /** Which set of the document it is: another one's picture is not kept. */
  readonly set: number;
  readonly focus?: PartId | undefined;
}

/** Message to the page: whether it has the focus; it answers by the {@link PageMessage} `focus`. */
export interface PageFocusMessage {
  readonly type: 'focus';
}

/** Messages from the page to whoever shows it. */
export type PageMessage =
  | { readonly type: 'ready' }
  /** Whether what is typed goes to the page. */
  | { readonly type: 'focus'; readonly isHere: boolean }
  /** A part was clicked: show where it is written; of a Service that is known, the Service itself. */
  | { readonly type: 'reveal'; readonly part: string; readonly service?: string }
  | { readonly type: 'problem'; readonly index: number }
  /** Another set of the document was chosen. */
  | { readonly type: 'set'; readonly index: number }
  /** What the reader chose, whole: goes into the next {@link PreviewPageParams}. */
  | { readonly type: 'choice'; readonly choice: PageChoice }
  | { readonly type: 'copy'; readonly text: string };

/** What a reader of the page chooses. */
export type PageChoice = Pick<PreviewPageParams, 'scenario' | 'to' | 'image' | 'show'>;

/** The scenarios, in the order of their buttons: `orphan` deletes the set, but not its Pods. */
export const scenarioIds = ['deploy', 'scale', 'update', 'break', 'delete', 'orphan'] as const;

/** One of {@link scenarioIds}. */
export type ScenarioId = (typeof scenarioIds)[number];

/** A position as in LSP. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** A range as in LSP: the end is exclusive. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** Everything that the picture and the timeline show. */
export interface Preview<Place> {
  readonly kubernetesVersion: string;
  /** The text is no YAML at the moment: what is shown is read from what can be understood of it. */
  readonly isTextBroken: boolean;
  /** All sets of the document, in order, with the place of each. */
  readonly sets: readonly { readonly name: string; readonly at: Place }[];
  /** Which of them is shown. */
  readonly chosen: number;
  readonly set: PreviewedSet;
  /** Where the parts of the picture are written; absent for parts that are not. */
  readonly places: Readonly<Partial<Record<PartId, Place>>>;
  /** Where the Services of the picture stand, the governing one first; those that the workspace has. */
  readonly services: readonly ServicePlace<Place>[];
  /** The part under the cursor. */
  readonly focus?: PartId;
  readonly problems: readonly PreviewProblem<Place>[];
  readonly verdict: Verdict;
  readonly timeline: Timeline;
}

/** Where a Service's name stands, in this file or in another one. */
export interface ServicePlace<Place> {
  readonly name: string;
  readonly uri: string;
  readonly at: Place;
}

/** Whether Kubernetes takes the set, in sentences; empty lists where it does. */
export interface Verdict {
  /** Why nothing can be shown without guessing: a template, a text that is no YAML, replicas that are no number. */
  readonly hidden?: string;
  /** Why the API server refuses the set. */
  readonly set: readonly string[];
  /** Why it takes the set, but refuses the Pods or claims that are made of it. */
  readonly pods: readonly string[];
}

/** A part of the picture: `claim:data` is all claims of the template `data`. */
export type PartId = 'set' | 'replicas' | 'service' | 'pods' | 'update' | 'retention' | `claim:${string}`;

/** A problem of the set, and the part that it is shown on. */
export interface PreviewProblem<Place> {
  readonly part: PartId;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  readonly rule: string;
  readonly at: Place;
}

/** A StatefulSet with everything that follows from its manifest: the shape of `statefulset preview --format json`. */
export interface PreviewedSet {
  /** Empty where none is written. */
  readonly name: string;
  /** `default` where none is written. */
  readonly namespace: string;
  readonly replicas: number;
  readonly podManagementPolicy: string;
  readonly updateStrategy: {
    readonly type: string;
    readonly partition?: number;
    readonly maxUnavailable?: number | string;
  };
  readonly retention: { readonly whenDeleted: string; readonly whenScaled: string };
  /** The Service that `serviceName` names. */
  readonly service: GoverningService;
  /** All Services that select at least one of the Pods. */
  readonly services: readonly SelectingService[];
  /** By ordinal, lowest first; at most the first ten thousand. */
  readonly pods: readonly PreviewedPod[];
  /** Pods beyond those that are listed. */
  readonly omittedPods: number;
  readonly totals: Totals;
}

/** The Service that gives the Pods their names. */
export interface GoverningService {
  /** Null where the set names none. */
  readonly name: string | null;
  /** False too where it is not found. */
  readonly headless: boolean;
  /** Whether a file holds it. */
  readonly found: boolean;
  /** Whether it selects every Pod of the set: only these get names. */
  readonly selectsPods: boolean;
  /** The namespace of a Service of that name, where none is found in the set's own. */
  readonly elsewhere?: string;
}

/** A Service that selects Pods of the set. */
export interface SelectingService {
  readonly name: string;
  readonly headless: boolean;
  /** Whether `serviceName` names it. */
  readonly governing: boolean;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly {
    readonly name: string | null;
    readonly port: number | null;
    readonly targetPort: number | string | null;
  }[];
  /** How many of the Pods it selects. */
  readonly podCount: number;
}

/** A Pod as the controller would make it. */
export interface PreviewedPod {
  readonly name: string;
  readonly ordinal: number;
  readonly hostname: string;
  /** Empty where the set names no Service. */
  readonly subdomain: string;
  /** Its own DNS name; null where the set names no Service, or one that is found and gives it none. */
  readonly fqdn: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Of the containers, in order. */
  readonly images: readonly string[];
  /** Names of the Services that select it. */
  readonly services: readonly string[];
  /** As the API server stores them in the Pod. */
  readonly volumes: readonly object[];
  readonly claims: readonly PreviewedClaim[];
}

/** A claim of one Pod, made from a template of the set. */
export interface PreviewedClaim {
  readonly name: string;
  /** Name of the claim template. */
  readonly template: string;
  /** As written; null where it is not, so that the default class counts. */
  readonly storageClassName: string | null;
  readonly accessModes: readonly string[];
  /** As stored; null where none is written. */
  readonly size: string | null;
  readonly volumeMode: string;
  /** The class that the claim will have; null where that cannot be known. */
  readonly storageClass: ResolvedClass | null;
}

/** A storage class, and what is known of it. */
export interface ResolvedClass {
  readonly name: string;
  /** It was not named, but is the default one. */
  readonly isDefault: boolean;
  readonly provisioner: string | null;
  /** `block`, `file`, …; null where it is not known. */
  readonly kind: string | null;
}

/** What all Pods of the set come to. */
export interface Totals {
  readonly pods: number;
  readonly claims: number;
  /** Of all claims together, as in `30Gi`; of those sizes that can be read. */
  readonly storage: string;
  readonly storageBytes: string;
}

/** What somebody does to the set. */
export type Scenario =
  | { readonly kind: 'deploy' }
  /** Absent: two more. */
  | { readonly kind: 'scale'; readonly to?: number }
  /** Absent: the tag `next`. */
  | { readonly kind: 'update'; readonly image?: string }
  /** An update to an image that never starts, and the way back. */
  | { readonly kind: 'break' }
  | { readonly kind: 'delete'; readonly orphan?: boolean };

/** What happens step by step. */
export interface Timeline {
  readonly scenario: Scenario;
  /** What is done, in a few words. */
  readonly title: string;
  readonly frames: readonly TimelineFrame[];
  /** One each Pod, highest ordinal first. */
  readonly rows: readonly TimelineRow[];
  /** Why nothing can be played; frames and rows are empty then. */
  readonly refusals: readonly string[];
}

/** A point at which the controller has come to rest. */
export interface TimelineFrame {
  /** `act`: somebody has done something. `event`: a Pod has come up or gone, or time has passed. */
  readonly kind: 'start' | 'act' | 'event';
  /** What has happened since the frame before. */
  readonly sentences: readonly string[];
  /** What the controller waits for now. */
  readonly waits: readonly string[];
  /** Seconds since the beginning; only `minReadySeconds` lets time pass. */
  readonly atSeconds: number;
}

/** A Pod, and what becomes of it and of its claims. */
export interface TimelineRow {
  readonly pod: string;
  readonly ordinal: number;
  readonly cells: readonly TimelineCell[];
  readonly claims: readonly { readonly name: string; readonly cells: readonly ClaimCell[] }[];
}

/** What a Pod is from the frame `from` on, until the next cell of its row. */
export interface TimelineCell {
  readonly from: number;
  readonly state: PodCondition;
  /** The state in a word or two: `8.4`, `stopping`, … */
  readonly word: string;
  /** Of the Pod template; 0 where there is no Pod. */
  readonly revision: number;
}

/** `none`: not there and not wanted. `waiting`: wanted, but not created yet. */
export type PodCondition = 'none' | 'waiting' | 'starting' | 'ready' | 'stopping' | 'broken' | 'unready' | 'failed';

/** What a claim is from the frame `from` on. */
export interface ClaimCell {
  readonly from: number;
  readonly state: 'none' | 'there' | 'deleting';
}
