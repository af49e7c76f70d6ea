"""Questions for Canvas: a zip in the QTI 1.2 that its *Import Course Content* reads.

What Canvas makes of each element stands in its source, in ``gems/plugins/qti_exporter``; how such
a zip is laid out, and how it says that questions are drawn, in the program text2qti, whose quizzes
Canvas takes.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping

from hedgelab.desk.handout.questions.bank import QUESTION, Choice, Essay, Part, QuestionBank, Quiz
from hedgelab.desk.handout.questions.markup import add, begun, document, package, paragraphs

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_META = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
_GENERAL = "general_fb"  # Canvas knows what is told of every answer by this name
_RESPONSE = "response1"


def qti12(bank: QuestionBank) -> Quiz:
    """Give an assignment's events as a quiz for Canvas.

    Canvas takes any answer that earns anything for fully right.  So only the places that the key
    takes for the best are; what another earns stands in what is said of it, and in
    `Quiz.notes`, event by event.

    Where each student is dealt other events, those that stand for one another are a question group,
    which Canvas draws from and knows the points of.  It draws questions one by one, so the essay
    behind a group is the same for all, and asks which act it is about.
    """
    name = f"hedgelab-{bank.key.assignment}"
    root = begun("questestinterop", xmlns=_QTI)
    assessment = add(root, "assessment", ident=name, title=bank.key.title)
    section = add(assessment, "section", ident="root_section")
    for part in bank.parts:
        if bank.is_drawn:
            _add_items(_group(section, bank, part), (it.choice for it in part.tasks), ())
            _add_items(section, (), bank.essays_behind(part))
            continue
        for task in part.tasks:
            _add_items(section, (task.choice,), (task.essay,) if task.essay else ())
    files = {
        "imsmanifest.xml": document(_manifest(name)),
        f"{name}/{name}.xml": document(root),
        f"{name}/assessment_meta.xml": document(_meta(bank, name)),
    }
    return Quiz(package(files), len(list(root.iter("item"))), tuple(_notes(bank)))


def _notes(bank: QuestionBank) -> Iterator[str]:
    if bank.is_drawn and bank.key.rubric is not None:
        yield (
            "Canvas draws one question at a time: the essays cannot name the act that was drawn, "
            "and ask for it."
        )
    yield from bank.notes_on_drawing()
    if bank.key.rubric is not None:
        yield (
            "Canvas keeps no notes for markers with a question: the rubric for the reasons is not "
            "in the file."
        )
    for task in bank.tasks:
        choice = task.choice
        less = [
            f"{answer.place.name} (earns {answer.credit:g})"
            for answer in choice.answers
            if answer.credit > 0 and answer.place.id not in choice.best
        ]
        if less:
            counted = "counts" if len(less) == 1 else "count"
            yield f"{choice.event}: {', '.join(less)} {counted} as wrong in Canvas"
        if choice.most < 1:
            yield f"{choice.event}: the best answer earns {choice.most:g}, and in Canvas all"
        if len(choice.best) > 1:
            best = len(choice.best)
            yield f"{choice.event}: the key has {best} best answers; see that Canvas counts each"


def _add_items(section: ET.Element, choices: Iterable[Choice], essays: Iterable[Essay]) -> None:
    for choice in choices:
        _add_choice(section, choice)
    for essay in essays:
        _add_essay(section, essay)


def _group(section: ET.Element, bank: QuestionBank, part: Part) -> ET.Element:
    """Add a question group, of which each student gets some; give it."""
    title = f"{part.number:02} draw {part.count}"
    group = add(section, "section", ident=f"group-{part.number:02}", title=title)
    selection = add(add(group, "selection_ordering"), "selection")
    add(selection, "selection_number", str(part.count))
    extension = add(selection, "selection_extension")
    add(extension, "points_per_item", f"{bank.choice_points:.7g}")
    return group


def _add_choice(section: ET.Element, choice: Choice) -> None:
    name = f"q-{choice.event}"
    idents = {answer.place.id: f"{name}_{answer.place.id}" for answer in choice.answers}
    named = {"ident": name, "title": f"{choice.number:02} {choice.title}"}
    item = _item(section, named, "multiple_choice_question", choice.points, idents.values())
    presentation = add(item, "presentation")
    _html(presentation, choice.shown + paragraphs(QUESTION))
    asked = add(presentation, "response_lid", ident=_RESPONSE, rcardinality="Single")
    answers = add(asked, "render_choice", shuffle="No")
    for answer in choice.answers:
        label = add(answers, "response_label", ident=idents[answer.place.id])
        add(add(label, "material"), "mattext", answer.place.name, texttype="text/plain")
    processing = _processing(item)
    for answer in choice.answers:
        ident = idents[answer.place.id]
        told = _condition(processing, ident, goes_on="Yes")
        add(told, "displayfeedback", feedbacktype="Response", linkrefid=f"{ident}_fb")
    for place in choice.best:
        right = _condition(processing, idents[place], goes_on="No")
        add(right, "setvar", "100", action="Set", varname="SCORE")
    _feedback(item, _GENERAL, choice.verdict)
    for answer in choice.answers:
        part = answer.credit > 0 and answer.place.id not in choice.best
        left = f"This place earns {answer.credit:g} of the points, and Canvas counts none of them."
        said = answer.feedback + (paragraphs(left) if part else "")
        _feedback(item, f"{idents[answer.place.id]}_fb", said)


def _add_essay(section: ET.Element, essay: Essay) -> None:
    title = f"{essay.number:02} why: {essay.title}"
    named = {"ident": f"q-{essay.identity}", "title": title}
    item = _item(section, named, "essay_question", essay.points, ())
    presentation = add(item, "presentation")
    _html(presentation, essay.shown)
    asked = add(presentation, "response_str", ident=_RESPONSE, rcardinality="Single")
    answer = add(asked, "render_fib")
    add(answer, "response_label", ident="answer1", rshuffle="No")
    _processing(item, told=False)


def _item(
    section: ET.Element, named: Mapping[str, str], kind: str, points: float, answers: Iterable[str]
) -> ET.Element:
    item = add(section, "item", **named)
    fields = add(add(item, "itemmetadata"), "qtimetadata")
    said = {
        "question_type": kind,
        "points_possible": f"{points:.7g}",
        "original_answer_ids": ",".join(answers),
    }
    for label, entry in said.items():
        field = add(fields, "qtimetadatafield")
        add(field, "fieldlabel", label)
        add(field, "fieldentry", entry)
    return item


def _processing(item: ET.Element, *, told: bool = True) -> ET.Element:
    processing = add(item, "resprocessing")
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    add(add(processing, "outcomes"), "decvar", **score)
    general = _condition(processing, "", goes_on="Yes" if told else "No")
    if told:
        add(general, "displayfeedback", feedbacktype="Response", linkrefid=_GENERAL)
    return processing


def _condition(processing: ET.Element, ident: str, *, goes_on: str) -> ET.Element:
    """Add what happens where an answer was chosen; without one, in any case."""
    condition = add(processing, "respcondition", **{"continue": goes_on})
    variables = add(condition, "conditionvar")
    if ident:
        add(variables, "varequal", ident, respident=_RESPONSE)
    else:
        add(variables, "other")
    return condition


def _feedback(item: ET.Element, ident: str, markup: str) -> None:
    _html(add(add(item, "itemfeedback", ident=ident), "flow_mat"), markup)


def _html(parent: ET.Element, markup: str) -> None:
    add(add(parent, "material"), "mattext", markup, texttype="text/html")


def _meta(bank: QuestionBank, name: str) -> ET.Element:
    quiz = begun("quiz", identifier=name, xmlns=_CANVAS)
    said = {
        "title": bank.key.title,
        "description": paragraphs(bank.key.instructions),
        # The answers stand in the order of the spectrum.
        "shuffle_answers": "false",
        "scoring_policy": "keep_highest",
        "quiz_type": "assignment",
        "points_possible": f"{bank.key.points:.7g}",
        "allowed_attempts": "1",
    }
    for label, entry in said.items():
        add(quiz, label, entry)
    return quiz


def _manifest(name: str) -> ET.Element:
    manifest = begun("manifest", identifier=f"{name}-manifest", xmlns=_PACKAGE)
    metadata = add(manifest, "metadata")
    add(metadata, "schema", "IMS Content")
    add(metadata, "schemaversion", "1.1.3")
    add(manifest, "organizations")
    resources = add(manifest, "resources")
    quiz = add(resources, "resource", identifier=name, type="imsqti_xmlv1p2")
    add(quiz, "file", href=f"{name}/{name}.xml")
    add(quiz, "dependency", identifierref=f"{name}-meta")
    href = f"{name}/assessment_meta.xml"
    meta = add(resources, "resource", identifier=f"{name}-meta", type=_META, href=href)
    add(meta, "file", href=href)
    return manifest
