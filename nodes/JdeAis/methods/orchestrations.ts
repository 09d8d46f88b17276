import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { inEditor } from '../../../lib/node/editor';
import { connect } from '../transport/connection';
import { discover } from '../transport/orchestrator';

/** The orchestrations that the user may see, for the picker. */
export async function searchOrchestrations(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.toLowerCase();
	const found = await inEditor(this, async () => await discover(await connect(this, {})));
	const results = found
		.map(({ name, description }) => ({ name: String(name), description: String(description ?? '') }))
		.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted))
		.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
		.map(({ name, description }) => ({ name, value: name, description }));
	return { results };
}

const BY_EXPRESSION =
	"The orchestration is given by an expression: set 'Specify Inputs' to As One JSON Object.";

const NO_INPUTS =
	"Discovery shows no inputs for this orchestration. If it has some, set 'Specify Inputs' to As One JSON Object.";

const notShown = (name: string) =>
	`Discovery does not show an orchestration '${name}' to the user of the credential. Check its name, in which upper and lower case count; if it is right, set 'Specify Inputs' to As One JSON Object.`;

/** A field for each input of the chosen orchestration. */
export async function orchestrationInputs(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const name = String(this.getCurrentNodeParameter('orchestration', { extractValue: true }) ?? '').trim();
	if (name === '') return { fields: [] };
	if (name.startsWith('=')) return { fields: [], emptyFieldsNotice: BY_EXPRESSION };
	const [definition] = await inEditor(this, async () => await discover(await connect(this, {}), name));
	const inputs = Array.isArray(definition?.inputs) ? definition.inputs.filter(isRecord) : [];
	return {
		fields: inputs.map(mapperField),
		emptyFieldsNotice: definition === undefined ? notShown(name) : NO_INPUTS,
	};
}

function mapperField({ name, type, array }: IDataObject): ResourceMapperField {
	const isArray = Array.isArray(array) || /array/i.test(String(type));
	// Numbers stay text, so that n8n does not turn an amount into a floating point number; so do dates, whose format
	// every orchestration decides for itself.
	const fieldType: FieldType = isArray ? 'array' : 'string';
	const isPlain = String(type) === 'String' || type === undefined || isArray;
	return {
		id: String(name),
		displayName: isPlain ? String(name) : `${String(name)} (${String(type)})`,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: fieldType,
	};
}
