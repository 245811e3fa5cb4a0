import {
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  // The module that mercurius requires: types of the other one would not be known here.
} from 'graphql/index.js';

/** What a query may cost: its fields, each counted as often as it may be answered. */
const mostCost = 10_000;
/** Levels of fields. */
export const mostDepth = 12;

/** Fields that read more than one document, by type and name. */
const dear: Readonly<Record<string, number>> = { scorecard: 60 };
/** Members of a list whose length nobody names: of all problems there are more than of what belongs to one thing. */
const listLength = 10;
const lengthOf: Readonly<Record<string, number>> = { ProblemSummary: 100 };
const defaultFirst = 20;
const mostFirst = 100;

type Variables = Readonly<Record<string, unknown>>;

/** Refuses, before it is run, what is no query, and a query that costs more than `mostCost`. A fragment is counted once and then looked up. */
export function costRule(variables: Variables): ValidationRule {
  return (context) => ({
    OperationDefinition(operation) {
      if (operation.operation !== 'query') {
        context.reportError(new GraphQLError('Only queries are answered.', { nodes: operation }));
        return;
      }
      const cost = costOf(context, { variables: withDefaults(operation, variables), operation });
      if (cost <= mostCost) return;
      const message = `This query costs ${Math.round(cost)}, and ${mostCost} is the most: ask for fewer items or fields.`;
      context.reportError(new GraphQLError(message, { nodes: operation }));
    },
  });
}

function costOf(
  context: ValidationContext,
  { variables, operation }: { variables: Variables; operation: OperationDefinitionNode },
): number {
  const known = new Map<FragmentDefinitionNode, number>();

  function ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): number {
    let cost = 0;
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) cost += ofSelections(node.selectionSet, parent);
      else if (node.kind === Kind.FRAGMENT_SPREAD) cost += ofFragment(context.getFragment(node.name.value));
      else {
        const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
        const member = field && getNamedType(field.type);
        const inner = node.selectionSet ? ofSelections(node.selectionSet, member) : 0;
        const type = field && (isNonNullType(field.type) ? field.type.ofType : field.type);
        const paged = field?.args.some(({ name }) => name === 'first') ?? false;
        const first = node.arguments?.find(({ name }) => name.value === 'first')?.value;
        const times = paged ? firstOf(first, variables) : 1;
        // A page's members are counted by its `first`.
        const length =
          isListType(type) && node.name.value !== 'items' ? (lengthOf[member?.name ?? ''] ?? listLength) : 1;
        cost += (dear[node.name.value] ?? 1) + times * length * inner;
      }
    }
    return cost;
  }

  function ofFragment(fragment: FragmentDefinitionNode | null | undefined): number {
    if (!fragment) return 0;
    const before = known.get(fragment);
    if (before !== undefined) return before;
    // One that has itself in it is refused by another rule.
    known.set(fragment, 0);
    const type = context.getSchema().getType(fragment.typeCondition.name.value);
    const cost = ofSelections(fragment.selectionSet, type);
    known.set(fragment, cost);
    return cost;
  }

  return ofSelections(operation.selectionSet, context.getSchema().getQueryType() ?? undefined);
}

function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): Variables {
  const defaults = variableDefinitions.map(({ variable, defaultValue }) => [
    variable.name.value,
    defaultValue && 'value' in defaultValue ? defaultValue.value : undefined,
  ]);
  return { ...Object.fromEntries(defaults), ...variables };
}

function firstOf(
  node: { kind: Kind; value?: unknown; name?: { value: string } } | undefined,
  variables: Variables,
): number {
  const given = node?.kind === Kind.VARIABLE ? variables[node.name?.value ?? ''] : node?.value;
  const first = given === undefined || given === null ? defaultFirst : Number(given);
  return first >= 0 ? first : mostFirst;
}
