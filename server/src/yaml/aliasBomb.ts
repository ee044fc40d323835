import { isMergeKey } from './scalars.ts';
import { NO_NODE, type NodeId, NodeKind, type YamlTree } from './tree.ts';

/**
 * Whether Kubernetes refuses the document because its aliases stand for too much: when more than 99 % of what the
 * decoder visits comes out of aliases (10 % in huge documents), counted as goes along like the Go decoder does.
 */
export function isAliasBomb(tree: YamlTree): boolean {
  const expanded = expandedByAliases(tree);
  return expanded > 100 && visitRatioIsRefused(tree);
}

/** How many nodes aliases bring in, over the whole document. */
function expandedByAliases(tree: YamlTree): number {
  const { kinds, nexts } = tree.columns;
  const sizes = new Float64Array(tree.size);
  let total = 0;
  // A node that an alias can name ends before the alias, so visiting nodes by their ends finds its size counted.
  const open: NodeId[] = [];
  const settle = (until: number): void => {
    while (open.length > 0 && nexts[open.at(-1)!]! <= until) {
      const node = open.pop()!;
      if (kinds[node] === NodeKind.alias) {
        const target = tree.named(node);
        const size = target === NO_NODE ? 0 : sizes[target]!;
        sizes[node] = 1 + size;
        total += size;
      } else {
        sizes[node]! += 1;
      }
      const parent = tree.parent(node);
      if (parent !== NO_NODE) sizes[parent]! += sizes[node]!;
    }
  };
  for (let node = 0; node < tree.size; node++) {
    settle(node);
    open.push(node);
  }
  settle(tree.size);
  return total;
}

const RATIO_LOW = 400_000;
const RATIO_HIGH = 4_000_000;

function allowedRatio(visits: number): number {
  if (visits <= RATIO_LOW) return 0.99;
  if (visits >= RATIO_HIGH) return 0.1;
  return 0.99 - 0.89 * ((visits - RATIO_LOW) / (RATIO_HIGH - RATIO_LOW));
}

/** Walks the document with its aliases followed, and counts. */
function visitRatioIsRefused(tree: YamlTree): boolean {
  const { kinds, nexts } = tree.columns;
  // Each frame: the next node to visit, where to stop, and whether an alias led here.
  const nodes: NodeId[] = [0];
  const stops: NodeId[] = [1];
  const depths: number[] = [0];
  let visits = 1;
  let aliased = 0;
  while (nodes.length > 0) {
    const top = nodes.length - 1;
    const node = nodes[top]!;
    if (node >= stops[top]!) {
      nodes.pop();
      stops.pop();
      depths.pop();
      continue;
    }
    nodes[top] = nexts[node]!;
    const depth = depths[top]!;
    const isMerge = kinds[node] === NodeKind.scalar && isMergeKey(tree, node);
    if (!isMerge) {
      visits++;
      if (depth > 0) aliased++;
    }
    if (aliased > 100 && visits > 1000 && aliased / visits > allowedRatio(visits)) return true;
    const target = kinds[node] === NodeKind.alias ? tree.named(node) : node;
    if (target === NO_NODE) continue;
    const isAlias = target !== node;
    if (!isAlias && nexts[node]! === node + 1) continue;
    nodes.push(isAlias ? target : node + 1);
    stops.push(nexts[target]!);
    depths.push(isAlias ? depth + 1 : depth);
  }
  return false;
}
