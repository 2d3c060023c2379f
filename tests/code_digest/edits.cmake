# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
# What is edited: what it is, the file, a text in it, what comes in its place, and the nodes that what they return may
# depend on. A node that is not named may run again only where a table of the docs says so.

# What changes what a node does.
edit("a table three calls down in another file" helpers.cpp "3.5, 4.5}" "3.5, 4.75}" deep)
edit("a constant three calls down" helpers.cpp "return third(x) + 1" "return third(x) + 2" deep)
edit("an operation three calls down" helpers.cpp "return second(x) - 3" "return 3 - second(x)" deep)
edit("the type of a table" helpers.cpp "double const weights" "float const weights" deep)
edit("a string literal" nodes.cpp "north of the river" "worth of the river" text)
edit("a string literal gets longer" nodes.cpp "south of the river" "south of the rivers" text)
edit("the first entry of a table that is used with an offset" nodes.cpp "{11, 12" "{10, 12" lookup)
edit("an entry of such a table" nodes.cpp "17, 18}" "17, 19}" lookup)
edit("a case of a switch" nodes.cpp "return 17 - x" "return 18 - x" jumps)
edit("two cases of a switch change places" nodes.cpp "case 0:\n        return fraction(x);\n    case 1:"
    "case 1:\n        return fraction(x);\n    case 0:" jumps)
edit("what a case of a switch calls" nodes.cpp "return x * 6" "return x * 7" jumps)
edit("a virtual function of a class in another file" shapes.cpp "return side * side" "return side * side * 2" shaped)
edit("the virtual function of the base" shapes.hpp "return 1; }" "return 4; }" shaped)
edit("a virtual function is overridden" shapes.cpp "return side * side; }"
    "return side * side; }\n    double border() const override { return 3; }" shaped)
edit("a virtual function of an object made elsewhere" shapes.cpp "3.25 *" "3.5 *" given)
edit("a function in a table of pointers" nodes.cpp "return x + 2; }" "return x + 3; }" pointed)
edit("a table of pointers" nodes.cpp "{plus_one, plus_two}" "{plus_two, plus_one}" pointed)
edit("a function template" helpers.hpp "return x * power<N - 1>(x)" "return x + power<N - 1>(x)" templated)
edit("the argument of a function template" nodes.cpp "power<3>" "power<4>" templated)
edit("a specialisation" helpers.hpp "inline double power<0>(double) {\n    return 1;" 
    "inline double power<0>(double) {\n    return 2;" templated)
edit("a member of a class template" helpers.hpp "return x - low" "return low - x" templated)
edit("a lambda in a lambda" nodes.cpp "y * z + 9" "y * z + 8" nested)
edit("a lambda in a std::function" nodes.cpp "return inner(3)" "return inner(4)" nested)
edit("how a global begins" nodes.cpp "{1, 4, 9}" "{1, 4, 10}" started)
edit("how a global of many values begins" nodes.cpp "return {1, 4, 9}" "return {1, 4, 8, 2}" started)
edit("which exception is caught" nodes.cpp "catch (badly_broken const& e)" "catch (broken const& e)" caught)
edit("what a caught exception does" nodes.cpp "return e.code" "return e.code + 1" caught)
edit("what is thrown" helpers.cpp "throw badly_broken{{7}}" "throw broken{7}" caught)
edit("when it is thrown" helpers.cpp "x > 0" "x > 1" caught)
edit("a default argument" helpers.hpp "by = 5" "by = 6" defaults)
edit("a macro" helpers.hpp "STEP 2" "STEP 3" defaults)
edit("an inline function of a header" helpers.hpp "return 2 * x" "return 3 * x" defaults jumps)
edit("a function in another file" helpers.cpp "return x + by" "return x - by" defaults)
edit("how a static variable of a function begins" nodes.cpp "fraction(40)" "fraction(48)" local)
edit("what a static variable is made by" nodes.cpp "return x / 8" "return x / 4" local jumps)
edit("a thread-local variable" nodes.cpp "warmth = 20" "warmth = 21" local)
edit("a shared library" library.cpp "x * 21" "x * 22" shared)
edit("a global, where it is defined" helpers.cpp "scale = 1" "scale = 2" scaled)
edit("a global, where it is written" helpers.cpp "scale = to" "scale = to + 1" scaled)
edit("a function that the loader chooses" nodes.cpp "i < 10; ++i" "i < 11; ++i" cloned)
edit("a weak function" helpers.cpp "x + 70" "x + 71" weak)
edit("a weak function is defined elsewhere" other.cpp "double nothing(double x) {"
    "double chosen(double x);\ndouble chosen(double x) { return x + 72; }\ndouble nothing(double x) {" weak)
option("floating point by other rules" -ffast-math)

# What is no code of the node.
given("which object a node is given" main.cpp "make_circle(2)" "make_square(2)")
given("what the program sets a global to" main.cpp "set_scale(3)" "set_scale(4)")

# What changes nothing.
harmless("a comment" helpers.cpp "double first_helper" "// A comment.\ndouble first_helper")
harmless("a comment in a header" shapes.hpp "struct shape {" "// A comment.\nstruct shape {")
harmless("formatting" nodes.cpp "    return sum + letters[letter - 'a'];" "\n    return sum +\n        letters[letter - 'a'];")
harmless("a local variable has another name" helpers.cpp "third(double x) { return weights[static_cast<int>(x) & 3] * x; }"
    "third(double y) { return weights[static_cast<int>(y) & 3] * y; }")
harmless("an unrelated function changes" helpers.cpp "x + 1000" "x + 1001")
harmless("an unrelated function is added" helpers.cpp "double first_helper"
    "double added(double x) { return x * 3.75; }\ndouble first_helper")
harmless("an unrelated function with a text is added" nodes.cpp "extern \"C\" {\ndouble deep"
    "std::string unrelated_text() { return \"a text that is not short\"; }\nextern \"C\" {\ndouble deep")
harmless("an unrelated inline function in a header" helpers.hpp "template <int N>"
    "inline double tripled(double x) { return 3 * x; }\ntemplate <int N>")
harmless("an unrelated table is added before another" nodes.cpp "int const letters[]"
    "extern int const digits[];\nint const digits[] = {5, 6};\nint const letters[]")
harmless("functions are in another order" helpers.cpp "double first_helper(double x) { return second(x) - 3; }\ndouble adjusted(double x, double by) { return x + by; }"
    "double adjusted(double x, double by) { return x + by; }\ndouble first_helper(double x) { return second(x) - 3; }")
harmless("a class in a header that nobody uses" shapes.hpp "std::unique_ptr<shape> make_square"
    "struct unused { int a; };\nstd::unique_ptr<shape> make_square")
harmless("a helper has another name" helpers.cpp "second" "the_second")
harmless("another include" helpers.cpp "#include \"helpers.hpp\"" "#include \"helpers.hpp\"\n#include <vector>")
harmless("a file that nothing uses" other.cpp "return x;" "return x * 2;")
harmless("a declaration" helpers.hpp "double shared_part" "double never_defined(double x);\ndouble shared_part")
