// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// Where edits add things.
double nothing(double x);
double nothing(double x) { return x; }
