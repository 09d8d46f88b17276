import type { IDataObject } from 'n8n-workflow';

interface Chunk {
	documents: IDataObject[];
	/** where the next chunk starts, null at the end */
	next: string | null;
}

/** As many documents as were asked for: those that are left out make room for the next ones. */
export async function upToLimit(
	limit: number,
	after: string | undefined,
	read: (range: { after?: string; limit: number }) => Promise<Chunk>,
): Promise<IDataObject[]> {
	const documents: IDataObject[] = [];
	for (let start = after; ;) {
		const chunk = await read({ after: start, limit: limit - documents.length });
		documents.push(...chunk.documents);
		if (chunk.next === null || documents.length >= limit) return documents;
		start = chunk.next;
	}
}
