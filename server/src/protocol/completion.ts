/** What a client may pass in `initializationOptions` about completion. */
export interface CompletionInitialization {
  /**
   * Id of a command of the client that opens completion, as `editor.action.triggerSuggest` in VS Code: runs after
   * `key: ` was accepted, so that the values show at once. Absent: the user asks, or types.
   */
  readonly suggestCommand?: string;
}
