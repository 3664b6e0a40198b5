/** Every error code of this package, with its meaning and what to do about it. */
export const pipelineCodes = {
  PIPELINE_AMBIGUOUS_EXPRESSION:
    'A function in expr or when could have another result in Argo than in JavaScript. Rewrite it as the message suggests.',
  PIPELINE_ARGUMENT_MISMATCH:
    'An argument of a component does not match the type of its input. Pass a value of that type.',
  PIPELINE_ASSIGNED_IN_BODY:
    'A variable is assigned in the body of a branch or loop and read outside, or changes from item to item. Bodies run once, when the pipeline is compiled. Return the value from the body.',
  PIPELINE_ASYNC_BODY: 'A body is async. Remove async and await: a body only describes tasks.',
  PIPELINE_BODY_FAILED: 'The body of a pipeline threw an exception. Fix the line that the message names.',
  PIPELINE_BRANCH_AS_VALUE:
    'A branch that may not run is used as a value. Add otherwise(...) or or(...), and use what it returns.',
  PIPELINE_BRANCH_RESULTS:
    'The bodies of a when or a match return different results, or one returns a file and another a value. Return the same from all of them.',
  PIPELINE_BUNDLE_FAILED:
    'The code of a component cannot be bundled. Fix the import that the message names, or install the package.',
  PIPELINE_CAPTURED_VARIABLE:
    'A function that becomes an expression uses a variable that is not a constant, such as an output, a function, or a variable that changes later. Put outputs into the list before the function, and copy what it needs into constants.',
  PIPELINE_CHANGED_BUILT_IN:
    'A module changed a built-in object such as Array.prototype. Remove that code, or import the module only in components.',
  PIPELINE_CODE_TOO_LARGE:
    'The code of the functions does not fit into a manifest. Import less; the message lists the largest packages.',
  PIPELINE_CYCLE: 'Tasks wait for each other, so none of them could start. Remove one of the dependencies.',
  PIPELINE_DUPLICATE_NAME:
    'Two tasks or templates have the same name. Rename one of them with the option `name`.',
  PIPELINE_EMPTY_BODY: 'A body has no tasks. Call a component in it.',
  PIPELINE_ENDING_OUT_OF_REACH:
    'The option `after` tests how a task of another body ended. Set it on the loop, branch or group around the task.',
  PIPELINE_ENDING_WITHOUT_OUTPUT:
    'A task uses the output of a task that may have failed when it starts. Use attempt(...) to get a value in any case.',
  PIPELINE_FILE_AS_VALUE:
    'A file is passed where a value is expected, or the other way round. Pass files to InputFile parameters only.',
  PIPELINE_FILE_MAY_BE_MISSING:
    'A file that may be missing is passed to a required input, or returned from a branch. Declare the parameter as optional, or write a file in any case.',
  PIPELINE_FILE_MISSING:
    'A module, or the source of a generated module, does not exist. Check the path; if the source was renamed, run `tiphys generate` for the new file.',
  PIPELINE_FILE_NOT_GENERATED:
    'A file is where a generated module should be, and Tiphys did not write it. Move it, or rename the source.',
  PIPELINE_FUNCTION_FAILED:
    'A function threw an exception in its task. The log shows the exception and its line.',
  PIPELINE_GENERATED_FROM_ANOTHER: 'Two sources would be generated into the same module. Rename one of them.',
  PIPELINE_GENERATED_MISSING: 'A generated module is missing. Run `tiphys generate`.',
  PIPELINE_GENERATED_STALE:
    'A function has changed since its component was generated. Run `tiphys generate` and commit the result.',
  PIPELINE_INPUT_INEXACT:
    'A number has more digits than JavaScript can represent. Shorten it, or declare the input as a string.',
  PIPELINE_INPUT_INVALID: 'A value does not fit the type of an input. Pass one that does.',
  PIPELINE_INPUT_MISSING: 'A task got no value for an input without a default. Pass one.',
  PIPELINE_INPUT_NOT_JSON:
    'The value of an input is not valid JSON. Pass strings as plain text and everything else as JSON.',
  PIPELINE_INPUT_REQUIRED: 'A pipeline with a schedule has an input without a default. Give it a default.',
  PIPELINE_INPUT_SCHEMA: 'The JSON Schema of an input is invalid. Fix it.',
  PIPELINE_INPUT_TYPE_UNKNOWN:
    'The type of an input, or of a field of ask, is unknown. Give it a schema or a default; for inputs of a pipeline, `tiphys generate` does so.',
  PIPELINE_INVALID_ARGUMENT:
    'A function such as pipeline, ask, range or trigger was called with wrong arguments. Write them as the message says.',
  PIPELINE_INVALID_CASES:
    'The cases of a match are not the values of its subject. Add the missing cases, and remove those that never apply.',
  PIPELINE_INVALID_NAME:
    'A name has characters that Argo or Kubernetes does not allow, or is too long. Choose another name.',
  PIPELINE_INVALID_OPTION: 'An option has an invalid value. Fix it as the message suggests.',
  PIPELINE_INVALID_RESULT:
    'A body returns something other than outputs, or the body of repeatUntil another state than it gets. Return one output, or an object of outputs.',
  PIPELINE_INVALID_TEMPLATE: 'A template in YAML cannot become a component. Fix it as the message suggests.',
  PIPELINE_LARGE_EXPRESSION: 'An expression is larger than Argo allows. Compute a part of it in a component.',
  PIPELINE_LARGE_IN_EXPRESSION:
    'An expression uses a value that is passed as a file. Extract the part that you need in a component.',
  PIPELINE_LARGE_RESULT:
    'A loop returns a large value, or files that it cannot collect as one list, or a pipeline returns a list of files. Return one file from the body of the loop, or use it inside the body.',
  PIPELINE_LOAD_FAILED:
    'A module cannot be loaded: it has a syntax error or a failing import, or it threw an exception. Fix the line that the message names.',
  PIPELINE_MAY_NOT_RUN:
    'A body returns the output of a task that only runs if another one fails or is skipped. Use attempt(...).recover(...).',
  PIPELINE_MISSING_ARGUMENT: 'A component was called without a required argument. Pass it.',
  PIPELINE_NESTED:
    'A pipeline was compiled inside the body of another one. Call it there instead: `other({ ... })`.',
  PIPELINE_NOTHING_EXPORTED:
    'A module exports no pipeline and no Argo object. Write export default pipeline(...).',
  PIPELINE_NOTHING_TO_GENERATE:
    'A file exports no function, or has no named template. Export the functions that should become components.',
  PIPELINE_NOT_AN_OUTPUT:
    'A value that is not an output was passed where an output is needed. Pass what a component returned, and write constants as literals in the function.',
  PIPELINE_NOT_A_BOOLEAN:
    'A condition is not a boolean. Compare the value, as in when([n], (n) => n > 0, ...).',
  PIPELINE_NOT_A_FUNCTION: 'forEach, when or expr was called without a function. Pass one in its place.',
  PIPELINE_NOT_A_LIST:
    'forEach was called with something other than a list, or expr and when without a list of outputs. Pass a list.',
  PIPELINE_NOT_A_TASK:
    '`after` names something that is not a task. Pass what a component, forEach or when returned.',
  PIPELINE_NOT_A_TEMPLATE:
    "`ref`, `submit`, `workflow` or `trigger` was used for a pipeline that has no WorkflowTemplate. Set `kind: 'WorkflowTemplate'`.",
  PIPELINE_NOT_COMPARABLE:
    'A comparison needs two numbers or two strings. Convert the values first, or compare inside a component.',
  PIPELINE_NOT_TYPESCRIPT: 'Components are generated from .ts files only. Rename the file.',
  PIPELINE_NO_REPOSITORY:
    'The artifact repository of a pipeline is to be written as a ConfigMap, but the pipeline describes none. Set `artifacts: { repository: repository.s3(...) }`.',
  PIPELINE_NO_RESULT:
    'The result of a function that returns nothing is used as a value. Return something from the function, or wait for it with `after`.',
  PIPELINE_NO_SCHEDULE: "A CronWorkflow has no schedule. Add schedule: { at: ['0 3 * * *'] }.",
  PIPELINE_NO_URI:
    'The address of a file is not known when the pipeline is compiled. Describe the artifact repository of the pipeline, and use `uriOf` for a file that one of its tasks writes.',
  PIPELINE_OUTPUT_AS_VALUE:
    'An output is tested, compared or used in a computation while the pipeline is compiled, when its value is not known yet. Use when, expr or forEach.',
  PIPELINE_OUTPUT_FIELDS:
    'A function that has several outputs returned an object without one of them, or with a field that its type does not have. Return exactly the fields of its type.',
  PIPELINE_OUTPUT_FILE_MISSING:
    'A function returned the path of a file that does not exist. Write the file before you return its path.',
  PIPELINE_OUTPUT_INSIDE_VALUE:
    'An output is inside a value that is converted to text. Pass the output itself, or compute the text with expr.',
  PIPELINE_OUTPUT_NOT_JSON:
    'A function returned a value that JSON cannot represent, such as NaN or a Date, or one that is not the string, number or boolean that its type says. Convert it before you return it.',
  PIPELINE_OUTPUT_NOT_LIST:
    'A loop runs over the output of a function that did not return a list. Return a list.',
  PIPELINE_OUTPUT_TYPE_UNKNOWN:
    'The type of an output of a container is not known, so its text could be JSON or plain. Declare the type in the same file, or give a schema.',
  PIPELINE_OUTPUT_TOO_LARGE: 'A result is too large for a parameter. Declare its type as Large<T>.',
  PIPELINE_OUTSIDE_BODY:
    'A component, forEach, when or expr was called outside the body of a pipeline. Call it inside; to run the plain function, import it from its own file.',
  PIPELINE_OUT_OF_SCOPE:
    'An output is used outside the loop or branch that it belongs to. Return it from the body.',
  PIPELINE_POSITIONAL_ARGUMENTS:
    'A component was called with positional arguments. Pass one object with the arguments by name.',
  PIPELINE_RECURSION:
    'A pipeline calls itself, directly or through another pipeline. To repeat tasks until a condition holds, use `repeatUntil`.',
  PIPELINE_SECOND_OTHERWISE:
    'A case follows the otherwise or the or of a when, so it would never apply. Add all cases before it.',
  PIPELINE_REQUIREMENTS_FAILED:
    'pip could not install a package that a Python component needs. The log shows why. Fix the name or the version, or use an image that has it.',
  PIPELINE_SOURCE_IS_GENERATED:
    'A generated module was passed instead of its source. Pass the file that it was generated from.',
  PIPELINE_TAG_IN_TEXT:
    'The default of an input, a text of a question, or a string for a template in YAML contains "{{", which Argo would replace. Write it without, or pass an output or a file instead.',
  PIPELINE_TARGET:
    'The pipeline uses something that the target version of Argo does not have. Remove it, or choose a newer target.',
  PIPELINE_TASK_UNFINISHED:
    'A function ended without a result: it waits for a promise that never settles, or it exited the process. Settle its promises, and do not call process.exit.',
  PIPELINE_TEST_INVALID_ANSWER:
    'The values of an answer do not fit the question. Give the fields and choices that the message lists.',
  PIPELINE_TEST_INVALID_ARGUMENT: 'A function for tests got a wrong argument. Pass what the message says.',
  PIPELINE_TEST_MISSING_INPUT: 'A test gives no value for an input that has no default. Add it to "inputs".',
  PIPELINE_TEST_MOCK_REQUIRED:
    'A component is a container or another template, which tests do not run. Add a mock for it.',
  PIPELINE_TEST_NO_OUTPUTS:
    'A test reads the outputs of a run that has not succeeded. Fix the failures that the message lists, or let the run go on.',
  PIPELINE_TEST_SECOND_MOCK: 'A component has two mocks in one run. Combine them in one function.',
  PIPELINE_TEST_UNKNOWN_COMPONENT:
    'A test asks for the calls of a component that the pipeline never calls. Choose one from the list in the message.',
  PIPELINE_TEST_UNKNOWN_INPUT:
    'The pipeline has no input with that name. Choose one from the list in the message.',
  PIPELINE_TEST_UNKNOWN_QUESTION:
    'The pipeline does not ask that question, or not now. Use the name of a task that waits for an answer.',
  PIPELINE_TEST_UNUSED_MOCK:
    'The pipeline never calls the component of a mock. Remove the mock, or call the component.',
  PIPELINE_TOO_DEEP:
    'Loops, branches and rounds are nested deeper than Argo allows. Reduce the nesting, or the maximum number of rounds.',
  PIPELINE_TOO_LARGE:
    'The manifest is larger than Argo can store. Use loops instead of many tasks; the message lists the largest templates.',
  PIPELINE_TOO_MANY_INPUTS:
    'A body takes more values from outside than Argo allows. Pass lists, or collect the values in a component first.',
  PIPELINE_TOO_MANY_TEMPLATES:
    'The pipeline needs more templates than Argo allows. Give calls of a component the same settings, so that they share a template.',
  PIPELINE_TRANSFORM_FAILED:
    'The option transform of a pipeline threw an exception, or did not return a workflow. Fix the line that the message names.',
  PIPELINE_UNFINISHED_ATTEMPT:
    'An attempt has none of `recover`, `or` and `settled`, or more than one. Write `attempt(() => ...).or(value)`.',
  PIPELINE_UNKNOWN_ARGUMENT:
    'A component has no input with that name. Choose one from the list in the message.',
  PIPELINE_UNKNOWN_OPTION: 'There is no option with that name. Choose one from the list in the message.',
  PIPELINE_UNSUPPORTED_SYNTAX:
    'A function in expr or when uses something that Argo cannot compute. Rewrite it as the message suggests, or use a component.',
  PIPELINE_UNSUPPORTED_VALUE:
    'JSON cannot represent a value in the pipeline. Use strings, finite numbers, booleans, null, arrays and plain objects.',
  PIPELINE_VALUE_TOO_LARGE:
    'A default, an item of a loop or a given value is too large for a parameter. Shorten it, or read it from a file in a component.',
  PIPELINE_WATCHED_LOOP:
    'anySucceeded and allFailed need a loop without the option `parallelism` and without results that other tasks use. Use attempt(...).settled() in its body.',
  PIPELINE_WHOLE_RUN_OPTION:
    'A pipeline with an option for a whole run, such as `onExit`, is called as a part of another. Set the option in the call or in the calling pipeline, or use `.submit`.',
  PIPELINE_WRITE_FAILED:
    'A generated module could not be written and is unchanged. Check the permissions and the free space.',
} as const;
