import type { IDataObject } from 'n8n-workflow';

/** The failure that an error item carries. */
export function failureOf(json: IDataObject | undefined): IDataObject {
	if (!json?.error) throw new Error(`Expected a failure, got ${JSON.stringify(json)}`);
	return json.error as IDataObject;
}
