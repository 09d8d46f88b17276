import type { JsonObject } from '../services.cts';

/** A program of JD Edwards does not accept what was entered: nothing was written. */
export class FormError extends Error {
	constructor(
		readonly title: string,
		readonly code = '0000',
	) {
		super(title);
	}

	/** As the message of an exception shows it: an object where it comes from an application stack. */
	asObject(form: string): JsonObject {
		const errors = [
			{ CODE: this.code, TITLE: `Error: ${this.title}`, ERRORCONTROL: '0', DESC: this.title, MOBILE: '' },
		];
		return { [`fs_${form}`]: { errors, warnings: [] }, stackId: 1, stateId: 1, rid: 'sim', sysErrors: [] };
	}
}
