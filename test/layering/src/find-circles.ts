/** Circles of a graph, each as its nodes in the order of the edges; every strongly connected part gives one (Tarjan). */
export function findCircles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const indexes = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): number => {
    const index = indexes.size;
    indexes.set(node, index);
    open.push(node);
    let low = index;
    for (const next of edges.get(node) ?? []) {
      if (!indexes.has(next)) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, lowest.get(next) ?? indexes.get(next) ?? low);
    }
    lowest.set(node, low);
    if (low === index) {
      const part = open.splice(open.indexOf(node));
      if (part.length > 1 || edges.get(node)?.includes(node)) circles.push(circleIn(part, edges));
    }
    return low;
  };
  for (const node of edges.keys()) if (!indexes.has(node)) visit(node);
  return circles;
}

/** The shortest way from the first node of a strongly connected part back to it. */
function circleIn([start = "", ...others]: readonly string[], edges: ReadonlyMap<string, readonly string[]>): string[] {
  const part = new Set([start, ...others]);
  const cameFrom = new Map<string, string>();
  const waiting = [start];
  for (const node of waiting) {
    for (const next of edges.get(node) ?? []) {
      if (next === start) return pathTo(node, cameFrom);
      if (!part.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      waiting.push(next);
    }
  }
  return [...part];
}

function pathTo(node: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const path = [node];
  for (let before = cameFrom.get(node); before !== undefined; before = cameFrom.get(before)) path.unshift(before);
  return path;
}
