// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include "shapes.hpp"

// The nodes of the program that is edited. Each is a root of what the digest follows.
extern "C" {
double deep(double x);      // a helper three calls down, in another file, with a table
double text(double x);      // string literals
double lookup(double x);    // a table whose first index is not 0
double jumps(double x);     // a switch
double shaped(double x);    // a virtual function of an object that it makes
double given(shape const&); // and of one that it is given
double pointed(double x);   // a table of function pointers
double templated(double x); // function and class templates
double nested(double x);    // a lambda within a lambda, in a std::function
double started(double x);   // a global that is computed when the program starts
double caught(double x);    // what it catches
double defaults(double x);  // a default argument, a macro, an inline function of a header
double local(double x);     // a static variable of a function, a thread-local one
double shared(double x);    // a function of a shared library
double scaled(double x);    // a global that others write
double cloned(double x);    // a function of which the loader takes one of several
double weak(double x);      // a function that another file may define
}
