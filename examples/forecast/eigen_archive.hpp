// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <Eigen/Core>

#include <boost/serialization/array_wrapper.hpp>
#include <boost/serialization/nvp.hpp>

#include <cstddef>

// What Boost.Serialization needs to know of Eigen; a struct of matrices then needs nothing.
namespace boost::serialization {

template <class Archive, class Scalar, int Rows, int Columns, int Options, int MostRows,
          int MostColumns>
void serialize(Archive& archive,
               Eigen::Matrix<Scalar, Rows, Columns, Options, MostRows, MostColumns>& m,
               unsigned const /*version*/) {
    Eigen::Index rows = m.rows();
    Eigen::Index columns = m.cols();
    archive& make_nvp("rows", rows) & make_nvp("columns", columns);
    if constexpr (Archive::is_loading::value) m.resize(rows, columns);
    archive& make_nvp("values", make_array(m.data(), static_cast<std::size_t>(m.size())));
}

} // namespace boost::serialization
