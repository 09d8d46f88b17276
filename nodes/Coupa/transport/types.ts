import type { IDataObject } from 'n8n-workflow';

import type { Failure, Settled } from '../../../lib/failure';
import type { Form } from '../../../lib/multipart';
import type { Effect, Surroundings } from '../../../lib/request/types';

export const CREDENTIAL = 'coupaOAuth2Api';

export interface CoupaRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** below `/api/`: `suppliers/83`; one that begins with a slash is below the host */
	path: string;
	query?: Record<string, string>;
	body?: IDataObject;
	/** instead of a body: a file */
	form?: Form;
	effect: Effect;
	/** hand the answer out as it came */
	asIs?: boolean;
	/** whom it concerns, for messages: `supplier '4343'` */
	about: string;
	/** what the credential needs, without verb: `core.supplier` */
	scope?: string;
	/** attributes that refer to other records: when Coupa refuses one, the reference is bad */
	references?: readonly string[];
	/** asked immediately before every try; a Failure keeps the try from going out */
	before?: () => Failure | undefined;
}

export interface CoupaReply {
	/** the body of a 2xx answer, parsed */
	result: Settled<unknown>;
	/** HTTP calls made */
	tries: number;
	/** spent in back-off */
	waitedMs: number;
}

/** A Coupa instance, as operations and models see it. */
export interface Coupa {
	/** host, with the port where there is one */
	host: string;
	url: string;
	/** calls that are under way at once; more work than this at a time is in vain */
	concurrency: number;
	send(request: CoupaRequest): Promise<CoupaReply>;
	surroundings: Surroundings;
}
