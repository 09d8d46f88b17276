import {
	continuedOnError,
	OrchestrationException,
	OrchestrationFile,
	type OrchestrationDefinition,
} from './definition.cts';

/** Reads an address book record; named outputs, one with a blank in its name. */
const getAddressBook: OrchestrationDefinition = {
	name: 'N8N_GetAddressBook',
	omwObjectName: 'ORC_2611220001SIM',
	description: 'Name and search type of an address book record',
	category: 'Samples',
	inputs: [{ name: 'addressNumber', type: 'Numeric' }],
	outputs: [{ name: 'AlphaName' }, { name: 'Search Type' }],
	executionInfo: true,
	run({ addressNumber = '' }, { tables }) {
		const row = tables.find('F0101', { AN8: Number(addressNumber) });
		if (!row) {
			throw new OrchestrationException(`Address Number ${addressNumber} invalid`, {
				userDefinedErrorText: 'The record does not exist',
				exceptionId: '4711',
			});
		}
		return { AlphaName: row.ALPH, 'Search Type': row.AT1 };
	},
};

/** Writes a line for each row; a row without text fails and the rest goes on. In the JDE Standard format. */
const addNotes: OrchestrationDefinition = {
	name: 'N8N Add Notes',
	omwObjectName: 'ORC_2611220002SIM',
	description: 'Adds notes to an address book record',
	inputFormat: 'JDE Standard',
	inputs: [
		{ name: 'addressNumber', type: 'Numeric' },
		{ name: 'date', type: 'Date' },
		{ name: 'notes', type: 'Array', columns: [{ name: 'text', type: 'String' }] },
	],
	outputs: [{ name: 'added' }],
	containsContinueOnError: true,
	run({ addressNumber = '' }, { rows: { notes }, effect }) {
		if (addressNumber === '') {
			throw new OrchestrationException({
				fs_P01012_W01012B: { errors: [{ CODE: '018A', TITLE: 'Address Number Invalid', DESC: 'Enter one' }] },
			});
		}
		for (const { text = '' } of notes) if (text !== '') effect('note-added', addressNumber, text);
		const outputs = { added: notes.filter(({ text = '' }) => text !== '').length };
		const empty = notes.flatMap(({ text = '' }, iteration) => (text === '' ? [iteration] : []));
		if (empty.length === 0) return outputs;
		const steps = empty.map((iteration) => ({ step: 'Add note', iteration, message: 'The note is empty' }));
		return continuedOnError(outputs, ...steps);
	},
};

const addressReport: OrchestrationDefinition = {
	name: 'N8N_AddressReport',
	omwObjectName: 'ORC_2611220003SIM',
	description: 'The suppliers as a file',
	inputs: [],
	outputs: [],
	fileOutputs: true,
	run(_inputs, { tables }) {
		const lines = tables.rows('F0401').map(({ AN8 }) => `${AN8}\n`);
		// A byte that is no UTF-8 shows whether a client keeps a file as it is.
		return new OrchestrationFile(
			'suppliers.csv',
			Buffer.concat([Buffer.from([0xff]), Buffer.from(lines.join(''))]),
		);
	},
};

export const sampleOrchestrations: OrchestrationDefinition[] = [getAddressBook, addNotes, addressReport];
