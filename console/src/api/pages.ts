interface Page {
  readonly next?: string;
}

/// All pages of a list, for views that sort or sum up all of it.
export async function everyPage<P extends Page>(page: (query: { readonly cursor?: string }) => Promise<P>): Promise<readonly [P, ...P[]]> {
  const first = await page({});
  const pages: [P, ...P[]] = [first];
  for (let { next } = first; next !== undefined; ) {
    const later = await page({ cursor: next });
    pages.push(later);
    next = later.next;
  }
  return pages;
}
