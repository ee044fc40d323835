// The live cluster: what client and server say to one another about it. Data only: the client imports this file.

/** What `initializationOptions.cluster` may say. */
export interface ClusterInitialization {
  /**
   * Whether the user trusts the folder that is open. While it is false the kubeconfig is not read, whatever the settings
   * say. Absent: the client has no such notion, and settings are the user's own.
   */
  readonly isTrusted?: boolean;
  /** Whether the client answers {@link clusterConsentMethod}. Absent: only listed contexts may run a command. */
  readonly asksConsent?: boolean;
  /** Whether the client has a command of its own for {@link clusterRefreshMethod}. */
  readonly hasRefreshCommand?: boolean;
}

/** Notification, client to server, when the user comes to trust the folder: {@link TrustParams}. */
export const trustMethod = 'statefulset/trust';

/** Whether the folder is trusted now. */
export interface TrustParams {
  readonly isTrusted: boolean;
}

/** Request, server to client: {@link ClusterConsentParams} → {@link ClusterConsentResult}. */
export const clusterConsentMethod = 'statefulset/cluster/consent';

/** What is to be agreed to. */
export interface ClusterConsentParams {
  readonly context: string;
  /** Address of the API server. */
  readonly server: string;
  /** The command that the kubeconfig runs to log in, as one line. */
  readonly command: string;
  /** The user asked for the cluster just now: an earlier "no" is asked again. */
  readonly isRequested: boolean;
}

/** What the user said; closing the question is a no. */
export interface ClusterConsentResult {
  readonly isAllowed: boolean;
}

/** Request, client to server, answered at once: the status that comes later says what was found. No parameters, null. */
export const clusterRefreshMethod = 'statefulset/cluster/refresh';

/** The command of that name in VS Code; for clients without one of their own by `workspace/executeCommand`. */
export const clusterRefreshCommand = 'statefulset.refreshCluster';

/** What a status item shows of the cluster. */
export interface ClusterStatus {
  /**
   * `unavailable`: this server can reach no cluster. `untrusted`: the folder is not trusted. `asking`: the user is asked
   * whether a command may run. `ready`: it was read; `message` says what could not be. `failed`: `message` says why.
   */
  readonly state: 'unavailable' | 'untrusted' | 'asking' | 'reading' | 'ready' | 'failed';
  readonly context?: string;
  /** When what is known now was read, in milliseconds since 1970; absent while nothing is known. */
  readonly readAt?: number;
  /** Number of storage classes that are known from it. */
  readonly classes?: number;
  /** One sentence on what went wrong. */
  readonly message?: string;
}
