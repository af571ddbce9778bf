// Takes out of a function what the first screen does not run: an arm of a match, a way to fail, the
// drawing of something that is not there yet. Such a run of statements becomes a function of its own,
// which `split.mjs` then puts into the second part.
//
// A function is read as a tree of expressions. Its statement lists (the insides of func, block, loop,
// then, else) are cut into segments: statements that all run when the first of them does. The profile
// counts segments; neighbouring segments that never ran are a cold run.
//
// A cold run gets the locals that it reads as parameters. What it wrote and what is read afterwards
// comes back through globals. Where it leaves to a label, or returns, it gives the number of that exit,
// and the place that it was taken from branches there.

// A function's text as a tree: a node is an array of its operator, immediates and operands.
function parse(text) {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[()]|(?:[^\s()"]|"(?:[^"\\]|\\.)*")+/g);
  const stack = [[]];
  for (const token of tokens) {
    if (token === '(') stack.push([]);
    else if (token === ')') { const node = stack.pop(); stack.at(-1).push(node); } else stack.at(-1).push(token);
  }
  return stack[0][0];
}

const isNode = (value) => typeof value !== 'string';
const write = (node) => (isNode(node) ? `(${node.map(write).join(' ')})` : node);
// A function with its declaration in a line of its own.
const writeFunc = (func) => {
  const at = func.findIndex((value, i) => i > 1 && !['param', 'result', 'type'].includes(value[0]));
  return ` (${func.slice(0, at < 0 ? undefined : at).map(write).join(' ')}\n  ${at < 0 ? '' : func.slice(at).map(write).join('\n  ')})`;
};
const LISTS = new Set(['func', 'block', 'loop', 'then', 'else']);
const HEADS = new Set(['param', 'result', 'local', 'type']);
// Where a list's statements begin, after its name and what it declares.
const bodyAt = (node) => {
  const at = node.findIndex((value, i) => i > 0 && isNode(value) && !HEADS.has(value[0]));
  return at < 0 ? node.length : at;
};
const labelOf = (node) => ((node[0] === 'block' || node[0] === 'loop') && !isNode(node[1] ?? []) ? node[1] : undefined);
const resultOf = (node) => node.find((value) => isNode(value) && value[0] === 'result')?.[1];

// Calls back for a node and every one below.
function walk(node, visit) {
  visit(node);
  for (const child of node) if (isNode(child)) walk(child, visit);
}

const targets = (node) => (node[0] === 'br' || node[0] === 'br_if' || node[0] === 'br_table' ? node.slice(1).filter((value) => !isNode(value)) : []);

// The labels that a statement may leave to, and `return`.
function exitsOf(statements) {
  const made = new Set();
  const left = new Set();
  for (const statement of statements) walk(statement, (node) => {
    if (labelOf(node)) made.add(labelOf(node));
    if (node[0] === 'return') left.add('return');
    for (const target of targets(node)) left.add(target);
  });
  return [...left].filter((label) => !made.has(label));
}

const NEVER_ENDS = new Set(['br', 'br_table', 'return', 'unreachable']);

// The lists of a function, each with its segments: where they begin in the list.
function segments(func) {
  const found = [];
  walk(func, (node) => {
    if (!LISTS.has(node[0])) return;
    const starts = [];
    let fresh = true;
    for (let i = bodyAt(node); i < node.length; i++) {
      if (fresh) starts.push(i);
      fresh = exitsOf([node[i]]).length > 0 || node[i][0] === 'unreachable';
    }
    if (starts.length) found.push({ list: node, starts });
  });
  return found;
}

/** The function's text with each segment telling its number, from `first` on; and how many there are. */
export function instrument(text, first) {
  const func = parse(text);
  let number = first;
  const lists = segments(func).map(({ list, starts }) => ({ list, starts, first: (number += starts.length) - starts.length }));
  for (const { list, starts, first: base } of lists) {
    for (let i = starts.length; i-- > 0;) list.splice(starts[i], 0, ['call', '$hit', ['i32.const', String(base + i)]]);
  }
  return { text: writeFunc(func), count: number - first };
}

// Which locals are read later, for every statement: kept at the statement as `later`;
// and which are read where a label leads, which is given back.
function liveness(func, bits) {
  const labels = new Map();
  const list = (node, after) => {
    let live = after;
    for (let i = node.length; i-- > bodyAt(node);) {
      node[i].later = (node[i].later ?? 0n) | live;
      live = before(node[i], live);
      node[i].earlier = (node[i].earlier ?? 0n) | live;
    }
    return live;
  };
  const operands = (node, after) => {
    let live = after;
    for (let i = node.length; i-- > 1;) if (isNode(node[i])) live = before(node[i], live);
    return live;
  };
  const before = (node, after) => {
    switch (node[0]) {
      case 'local.get': return after | bits.get(node[1]);
      case 'local.set': case 'local.tee': return operands(node, after & ~bits.get(node[1]));
      case 'return': case 'unreachable': return operands(node, 0n);
      case 'br': case 'br_table': return operands(node, targets(node).reduce((live, label) => live | labels.get(label), 0n));
      case 'br_if': return operands(node, after | labels.get(node[1]));
      case 'block': labels.set(labelOf(node), after | (labels.get(labelOf(node)) ?? 0n)); return list(node, after);
      case 'loop': {
        const label = labelOf(node);
        for (;;) {
          const live = labels.get(label) ?? 0n;
          labels.set(label, live);
          const next = live | list(node, after);
          if (next === live) return live;
          labels.set(label, next);
        }
      }
      case 'if': {
        const arms = node.filter((value) => isNode(value) && (value[0] === 'then' || value[0] === 'else'));
        let live = arms.length < 2 ? after : 0n;
        for (const arm of arms) live |= list(arm, after);
        return before(node.find((value, i) => i > 0 && isNode(value) && value[0] !== 'result' && !arms.includes(value)), live);
      }
      default: return operands(node, after);
    }
  };
  list(func, 0n);
  return labels;
}

// About how many bytes an expression takes.
function sizeOf(node) {
  let size = 0;
  walk(node, ([op, ...rest]) => {
    size += /^(local|global)\./.test(op) ? 2 : /^call/.test(op) ? 3 : /(load|store)/.test(op) ? 3 : /const$/.test(op) ? 1 + Math.ceil(String(rest[0]).length / 2.4) : /^br/.test(op) ? 2 : HEADS.has(op) ? 0 : 1;
  });
  return size;
}

/**
 * Takes the cold runs out of a function. `ran(i)` says whether its segment `i` ran, `newName` makes a
 * name for a function. Gives the function's new text, the functions taken out, and how many
 * globals of each type they give values back through.
 */
export function outline(text, ran, newName) {
  const func = parse(text);
  const types = new Map();
  for (const node of func) if (isNode(node) && (node[0] === 'param' || node[0] === 'local')) types.set(node[1], node[2]);
  const locals = [...types.keys()];
  const bits = new Map(locals.map((local, i) => [local, 1n << BigInt(i)]));
  const of = (set) => locals.filter((local) => set & bits.get(local));
  const labels = new Map([['return', { type: resultOf(func), live: 0n }]]);
  for (const [label, live] of liveness(func, bits)) labels.set(label, { live });
  walk(func, (node) => {
    if (node[0] === 'block' && labelOf(node)) labels.get(labelOf(node)).type = resultOf(node);
    if (node[0] === 'if') for (const arm of node) if (arm[0] === 'then' || arm[0] === 'else') arm.result = resultOf(node);
  });

  const taken = [];
  const most = { i32: 0, i64: 0, f32: 0, f64: 0 };
  let number = 0;
  const plan = segments(func).map(({ list, starts }) => ({ list, starts, cold: starts.map(() => !ran(number++)) }));
  const inside = new Set();
  for (const { list, starts, cold } of plan) {
    if (inside.has(list)) continue;
    const end = list.length;
    for (let i = starts.length; i-- > 0;) {
      if (!cold[i]) continue;
      let j = i;
      while (j > 0 && cold[j - 1]) j--;
      const from = starts[j];
      const to = i + 1 < starts.length ? starts[i + 1] : end;
      const run = list.slice(from, to);
      const valued = to === end && (list[0] === 'then' || list[0] === 'else' ? list.result : resultOf(list));
      const made = take(run, valued);
      if (made) {
        list.splice(from, to - from, ...made);
        for (const statement of run) walk(statement, (node) => inside.add(node));
      }
      i = j;
    }
  }

  function take(run, valued) {
    const exits = exitsOf(run);
    const size = run.reduce((sum, node) => sum + sizeOf(node), 0);
    const ends = NEVER_ENDS.has(run.at(-1)[0]);
    const leaves = exits.reduce((live, label) => live | labels.get(label).live, ends ? 0n : run.at(-1).later);
    let written = 0n;
    let mentioned = 0n;
    for (const statement of run) walk(statement, (node) => {
      if (/^local\./.test(node[0])) mentioned |= bits.get(node[1]);
      if (node[0] === 'local.set' || node[0] === 'local.tee') written |= bits.get(node[1]);
    });
    const params = of(run[0].earlier & mentioned);
    const back = of(leaves & written);
    const inner = of(mentioned).filter((local) => !params.includes(local));
    if (size < 24 + 4 * params.length + 5 * back.length + 7 * exits.length) return undefined;

    // Values come back through globals: those of locals first, then the one that an exit carries.
    const count = { i32: 0, i64: 0, f32: 0, f64: 0 };
    const given = (type) => { const global = `$back_${type}_${count[type]++}`; most[type] = Math.max(most[type], count[type]); return global; };
    const backs = back.map((local) => ({ local, global: given(types.get(local)) }));
    const carrier = (type) => { const global = `$back_${type}_${count[type]}`; most[type] = Math.max(most[type], count[type] + 1); return global; };

    const own = newName();
    const falls = valued && !ends ? valued : undefined;
    const body = run.slice();
    if (falls) body.push(['global.set', carrier(falls), body.pop()]);
    const coded = exits.length > (ends ? 1 : 0);
    const code = (n) => (coded ? [['local.set', '$exit', ['i32.const', String(n)]]] : []);
    // Each exit's label stands around the run under its own name, so that the run itself stays as it is.
    let wrapped = [...body, ...(ends ? [] : [...code(0), ['br', '$out']])];
    exits.forEach((label, i) => {
      const { type } = labels.get(label);
      const around = ['block', label === 'return' ? '$return' : label, ...(type ? [['result', type]] : []), ...wrapped];
      const last = i === exits.length - 1;
      wrapped = [type ? ['global.set', carrier(type), around] : around, ...code(i + 1), ...(last ? [] : [['br', '$out']])];
    });
    const returns = (node) => (isNode(node) ? (node[0] === 'return' ? ['br', '$return', ...node.slice(1).map(returns)] : node.map(returns)) : node);
    taken.push(writeFunc([
      'func', own, ...params.map((local) => ['param', local, types.get(local)]), ...(coded ? [['result', 'i32']] : []),
      ...inner.map((local) => ['local', local, types.get(local)]), ...(coded ? [['local', '$exit', 'i32']] : []),
      ['block', '$out', ...wrapped.map(returns)],
      ...backs.map(({ local, global }) => ['global.set', global, ['local.get', local]]),
      ...(coded ? [['local.get', '$exit']] : []),
    ]));

    const call = ['call', own, ...params.map((local) => ['local.get', local])];
    const fetch = backs.map(({ local, global }) => ['local.set', local, ['global.get', global]]);
    const leave = (label) => {
      const { type } = labels.get(label);
      const value = type ? [['global.get', carrier(type)]] : [];
      return label === 'return' ? ['return', ...value] : ['br', label, ...value];
    };
    const made = [];
    if (!coded) {
      made.push(call, ...fetch, ...exits.map(leave));
      if (ends && !exits.length) made.push(['unreachable']);
    } else {
      func.exits = true;
      made.push(['local.set', '$exit', call], ...fetch);
      exits.forEach((label, i) => {
        const last = ends && i === exits.length - 1;
        made.push(last ? leave(label) : ['if', ['i32.eq', ['local.get', '$exit'], ['i32.const', String(i + 1)]], ['then', leave(label)]]);
      });
    }
    if (falls) made.push(['global.get', carrier(falls)]);
    return made;
  }

  if (func.exits) func.splice(bodyAt(func), 0, ['local', '$exit', 'i32']);
  return { text: writeFunc(func), taken, most };
}
