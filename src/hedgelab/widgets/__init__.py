"""The widgets: each one Python file and a folder of ES modules, in a notebook and in a page."""

from hedgelab.extras import brought_by

with brought_by("widgets"):
    from hedgelab.widgets.board import SpectrumBoard
    from hedgelab.widgets.class_code import ClassCode
    from hedgelab.widgets.compare import Compare
    from hedgelab.widgets.explore import Explorer, Task, explore
    from hedgelab.widgets.in_class import InClass
    from hedgelab.widgets.last_exercise import LastExercise
    from hedgelab.widgets.my_reading import MyReading
    from hedgelab.widgets.practise import Practise
    from hedgelab.widgets.prediction import predict_bars, predict_line
    from hedgelab.widgets.profile_chart import ProfileChart
    from hedgelab.widgets.reading_check import ReadingCheck
    from hedgelab.widgets.region_map import RegionMap
    from hedgelab.widgets.solutions import fold_solutions
    from hedgelab.widgets.theory_explorer import TheoryExplorer
    from hedgelab.widgets.timeline import Timeline

fold_solutions()

__all__ = [
    "ClassCode",
    "Compare",
    "Explorer",
    "InClass",
    "LastExercise",
    "MyReading",
    "Practise",
    "ProfileChart",
    "ReadingCheck",
    "RegionMap",
    "SpectrumBoard",
    "Task",
    "TheoryExplorer",
    "Timeline",
    "explore",
    "predict_bars",
    "predict_line",
]
