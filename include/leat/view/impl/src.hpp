// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// All bodies of this folder, to be compiled once where LEAT_SEPARATE_COMPILATION is defined.
#include <leat/view/impl/child.ipp>
#include <leat/view/impl/crossings.ipp>
#include <leat/view/impl/dot.ipp>
#include <leat/view/impl/drawing.ipp>
#include <leat/view/impl/graphviz.ipp>
#include <leat/view/impl/json.ipp>
#include <leat/view/impl/label.ipp>
#include <leat/view/impl/layered.ipp>
#include <leat/view/impl/layout.ipp>
#include <leat/view/impl/mermaid.ipp>
#include <leat/view/impl/namespaces.ipp>
#include <leat/view/impl/placement.ipp>
#include <leat/view/impl/report.ipp>
#include <leat/view/impl/rows.ipp>
#include <leat/view/impl/sha256.ipp>
#include <leat/view/impl/svg.ipp>
#include <leat/view/impl/type_text.ipp>
#include <leat/view/impl/xml_text.ipp>
