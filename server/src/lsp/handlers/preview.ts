import type { Range } from '../../base/range.ts';
import { shownMessage } from '../../base/visible.ts';
import { previewOf } from '../../preview/model.ts';
import { previewBody } from '../../preview/page/body.ts';
import { type PageContent, pageContent, pageContents } from '../../preview/page/content.ts';
import { type PageEntry, previewPage } from '../../preview/page/page.ts';
import {
  type Preview,
  type PreviewPageParams,
  type PreviewPageResult,
  type PreviewParams,
  type PreviewResult,
  previewMethod,
  previewPageMethod,
  type Scenario,
  scenarioIds,
  type TextRange,
} from '../../protocol/preview.ts';
import { type CancellationToken, ErrorCodes, ResponseError } from '../languageServer.ts';
import { requireParams } from '../params.ts';
import type { Positions } from '../positions.ts';
import type { Session } from '../session.ts';
import { checkedTargetOf } from './request.ts';

/** `statefulset/preview` and `statefulset/previewPage`. */
export function registerPreview(session: Session): void {
  const { connection, dispatcher } = session;
  connection.onRequest(previewMethod, (params: PreviewParams, token) =>
    dispatcher.run<PreviewResult>({
      name: 'preview',
      token,
      work: async () => {
        requireParams(params, ['uri']);
        const { file, snapshot, positions } = await checkedTargetOf(session, params, token);
        const offset = params.position && positions.toOffset(params.position);
        const preview = previewOf(snapshot, file, { offset, scenario: readScenario(params.scenario) });
        return preview ? inPositions(preview, { positions, session }) : null;
      },
    }),
  );
  connection.onRequest(previewPageMethod, (params: PreviewPageParams, token) =>
    dispatcher.run<PreviewPageResult>({ name: 'preview page', token, work: () => pageOf(session, params, token) }),
  );
}

async function pageOf(
  session: Session,
  params: PreviewPageParams,
  token: CancellationToken,
): Promise<PreviewPageResult> {
  requireParams(params, ['uri']);
  const { file, snapshot, positions } = await checkedTargetOf(session, params, token);
  const { wants } = params;
  const content = pageContent(snapshot, file, {
    offset: params.position && positions.toOffset(params.position),
    to: Number.isSafeInteger(params.to) ? params.to : undefined,
    image: typeof params.image === 'string' && params.image !== '' ? params.image : undefined,
    only: scenarioIds.find((id) => id === params.scenario),
  });
  if (!content) return null;
  const preview = await inPositions(content.preview, { positions, session });
  const options = params.show === 'few' || params.show === 'all' ? { show: params.show } : {};
  const nonce = typeof params.nonce === 'string' ? { nonce: params.nonce } : {};
  const { focus } = preview;
  // A page that nobody serves holds all sets of the document.
  const isAlone = params.show === undefined && params.scenario === undefined && wants !== 'body';
  const entries = isAlone && preview.sets.length > 1 ? allSets(pageContents(snapshot, file), content) : [{ content }];
  const chosen = entries.findIndex((entry) => entry.content === content);
  return {
    page: wants === 'body' ? '' : previewPage(entries, { ...options, ...nonce, source: params.uri, chosen }),
    body: wants === 'page' ? '' : previewBody(content, options),
    obstacle: preview.verdict.hidden ?? '',
    title: shownMessage(preview.set.name),
    sets: preview.sets,
    chosen: preview.chosen,
    places: preview.places,
    services: preview.services,
    ...(focus === undefined ? {} : { focus }),
    problems: preview.problems.map(({ at }) => at),
  };
}

/** All sets of a document, of which the chosen one has what the reader wants of its scenarios. */
function allSets(contents: readonly PageContent[], chosen: PageContent): readonly PageEntry[] {
  return contents.map((content, index) => ({ content: index === chosen.preview.chosen ? chosen : content }));
}

const kinds: readonly string[] = ['deploy', 'scale', 'update', 'break', 'delete'];

/** Clients of any kind call this: what is no scenario is said so, what is left out is filled in. */
function readScenario(given: unknown): Scenario | undefined {
  if (given === undefined || given === null) return undefined;
  const { kind, to, image, orphan } = given as Readonly<Record<string, unknown>>;
  if (typeof kind !== 'string' || !kinds.includes(kind)) {
    throw new ResponseError(ErrorCodes.InvalidParams, `scenario.kind is one of ${kinds.join(', ')}`);
  }
  if (kind === 'scale') return { kind, ...(Number.isSafeInteger(to) ? { to: to as number } : {}) };
  if (kind === 'update') return { kind, ...(typeof image === 'string' && image !== '' ? { image } : {}) };
  if (kind === 'delete') return { kind, orphan: orphan === true };
  return { kind: kind as 'deploy' | 'break' };
}

async function inPositions(
  preview: Preview<Range>,
  { positions, session }: { positions: Positions; session: Session },
): Promise<Preview<TextRange>> {
  const { texts, documents } = session;
  const services = preview.services.map((service) => ({ ...service, uri: documents.spelling(service.uri) }));
  await texts.load(services.map(({ uri }) => uri));
  const places = Object.entries(preview.places).flatMap(([part, at]) => (at ? [[part, positions.toRange(at)]] : []));
  return {
    ...preview,
    sets: preview.sets.map(({ name, at }) => ({ name, at: positions.toRange(at) })),
    places: Object.fromEntries(places),
    services: services.flatMap((service) => {
      const at = texts.positions(service.uri)?.toRange(service.at);
      return at ? [{ ...service, at }] : [];
    }),
    problems: preview.problems.map((problem) => ({ ...problem, at: positions.toRange(problem.at) })),
  };
}
