#!/bin/sh
# SpiffWorkflow 3.2.0: a DMN table of any hit policy but COLLECT gives the first rule that fits, and COLLECT never adds up.
# One would guess what DMN says, or a refusal when the table is read. There is no error or warning: RULE ORDER and OUTPUT ORDER
# are to give all outputs, PRIORITY the one that stands first in the output values, UNIQUE and ANY an error where two rules
# fit and differ, and COLLECT with SUM one number.
# Seen, where rules that give 1 and 2 fit and 2 has priority: 1 for each of the six policies, and [1, 2] for the sum.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check SpiffWorkflow==3.2.0
cd "$work"
"$work/venv/bin/python" - <<'END'
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.spiff.parser import SpiffBpmnParser
from SpiffWorkflow.util.task import TaskState

PROCESS = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="process" targetNamespace="example"
  xmlns:spiff="http://spiffworkflow.org/bpmn/schema/1.0/core"><process id="watch" isExecutable="true">
  <startEvent id="start"><outgoing>first</outgoing></startEvent>
  <sequenceFlow id="first" sourceRef="start" targetRef="decide"/>
  <businessRuleTask id="decide"><extensionElements><spiff:calledDecisionId>level</spiff:calledDecisionId></extensionElements>
    <incoming>first</incoming><outgoing>last</outgoing></businessRuleTask>
  <sequenceFlow id="last" sourceRef="decide" targetRef="end"/><endEvent id="end"><incoming>last</incoming></endEvent>
</process></definitions>"""
TABLE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="table" name="table" namespace="example">
  <decision id="level" name="level"><decisionTable id="rules" {policy}>
  <input id="in"><inputExpression id="hours" typeRef="number"><text>hours</text></inputExpression></input>
  <output id="out" name="level" typeRef="number"><outputValues id="values"><text>2, 1</text></outputValues></output>
  <rule id="a"><inputEntry id="ia"><text>&gt; 1</text></inputEntry><outputEntry id="oa"><text>1</text></outputEntry></rule>
  <rule id="b"><inputEntry id="ib"><text>&gt; 2</text></inputEntry><outputEntry id="ob"><text>2</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


def level(policy):
    """What a process with the table decides for three hours."""
    parser = SpiffBpmnParser()
    parser.add_bpmn_str(PROCESS)
    parser.add_dmn_str(TABLE.format(policy=policy).encode())
    workflow = BpmnWorkflow(parser.get_spec("watch"))
    workflow.get_next_task(state=TaskState.READY).data["hours"] = 3
    workflow.do_engine_steps()
    return workflow.data["level"]


policies = ("UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER")
seen = {policy: level(f'hitPolicy="{policy}"') for policy in policies}
collected = level('hitPolicy="COLLECT"'), level('hitPolicy="COLLECT" aggregation="SUM"')
print(seen, collected)
assert seen == dict.fromkeys(policies, 1)
assert collected == ([1, 2], [1, 2])
END
