import { JdeCoupa } from '../../../nodes/JdeCoupa/JdeCoupa.node';

/** What stands between the braces, without n8n's engine: a plain expression of `$parameter`. */
function outputsOf(operation: string): unknown {
	const { outputs } = new JdeCoupa().description;
	const expression = /^=\{\{(.*)\}\}$/.exec(String(outputs))![1]!;
	// n8n ends an expression at the first two braces.
	expect(expression).not.toMatch(/\{\{|\}\}/);
	return new Function('$parameter', `return ${expression}`)({ operation });
}

it('names the outputs of operations that have several, in the order in which they are filled', () => {
	const names = (operation: string) =>
		(outputsOf(operation) as Array<{ displayName: string }>).map(({ displayName }) => displayName);
	expect(names('buildOrder')).toEqual(['Orders', 'Left Out']);
	expect(names('checkScope')).toEqual(['In Scope', 'Left Out']);
	expect(names('applyCrosswalk')).toEqual(['Mapped', 'Unmapped']);
	expect(outputsOf('mapFields')).toEqual(['main']);
});
