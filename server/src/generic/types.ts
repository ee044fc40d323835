import type { TextEdit } from '../text/sourceText.ts';

/** How an editor wants YAML to look. */
export interface FormatOptions {
  /** Spaces per level of indentation. */
  readonly tabSize: number;
}

/** What is the same for any YAML file. Loaded on first need: it brings a formatter along that is larger than the rest. */
export interface GenericYaml {
  /** Edits that make the text look regular; none where it does already, or where it is no YAML. */
  format(text: string, options: FormatOptions): Promise<readonly TextEdit[]>;
}
