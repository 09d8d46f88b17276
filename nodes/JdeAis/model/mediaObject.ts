import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../lib/failure';

/** Which record an attachment belongs to. */
export interface MediaTarget {
	/** data structure of the media object: `ABGT` */
	structure: string;
	/** values of the record's key in the order of the structure */
	key: string[];
	formName: string;
	version: string;
}

/**
 * The key as JD Edwards writes it, `6540|3|1`, in its parts.
 * @see https://docs.oracle.com/en/applications/jd-edwards/development-tools/9.2.x/eotjc/media-object-operations.html
 * @throws Failed where it is empty
 */
export function keyParts(written: string): string[] {
	const parts = written.split('|').map((part) => part.trim());
	if (parts.some((part) => part !== '')) return parts;
	return fail({
		code: 'JDE_MEDIA_KEY',
		category: 'validation',
		message: "'Key' of the record is empty",
		description:
			'Enter the values of its key in the order of the data structure, joined by bars, such as 6540|3|1',
	});
}

/**
 * What every media object service is told.
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-file-download-post.html
 */
export function targetBody({ structure, key, formName, version }: MediaTarget): IDataObject {
	return { moStructure: structure, moKey: key, formName, version };
}

/** `ABGT 6540|3|1`, for messages */
export function targetName({ structure, key }: MediaTarget): string {
	return `${structure} ${key.join('|')}`;
}
