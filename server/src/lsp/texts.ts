import type { AnalysisHost } from '../analysis/analysisHost.ts';
import { normalizeUri } from '../base/uri.ts';
import type { FileSystem } from '../runtime/ports.ts';
import { SourceText } from '../text/sourceText.ts';
import { type PositionEncoding, type Positions, positionsIn } from './positions.ts';

/** As many texts of closed files are kept. */
const mostKept = 200;

/**
 * Texts by URI, for turning offsets into positions: open ones from the analysis host, closed ones from the file system,
 * read before they are needed and kept until they change on disk.
 */
export class Texts {
  private readonly host: AnalysisHost;
  private readonly files: FileSystem;
  private readonly encoding: PositionEncoding;
  private readonly closed = new Map<string, SourceText>();

  constructor(host: AnalysisHost, files: FileSystem, encoding: PositionEncoding) {
    this.host = host;
    this.files = files;
    this.encoding = encoding;
  }

  /** Undefined for a closed file that `load` was not asked for, or that cannot be read. */
  get(uri: string): SourceText | undefined {
    return this.host.openFile(uri)?.text ?? this.closed.get(normalizeUri(uri));
  }

  positions(uri: string): Positions | undefined {
    const text = this.get(uri);
    return text && this.in(text);
  }

  /** The conversion for a text that is at hand. */
  in(text: SourceText): Positions {
    return positionsIn(text, this.encoding);
  }

  /** Reads those of the files that are neither open nor known. */
  async load(uris: Iterable<string>): Promise<void> {
    const missing = new Set([...uris].filter((uri) => this.get(uri) === undefined));
    await Promise.all(Array.from(missing, (uri) => this.read(uri)));
  }

  /** Forgets what a file on disk held. */
  forget(uri: string): void {
    this.closed.delete(normalizeUri(uri));
  }

  private async read(uri: string): Promise<void> {
    const content = await this.files.read(uri);
    if (content.state !== 'read') return;
    const [oldest] = this.closed.keys();
    if (oldest !== undefined && this.closed.size >= mostKept) this.closed.delete(oldest);
    this.closed.set(normalizeUri(uri), new SourceText(content.text));
  }
}
